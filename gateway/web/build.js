import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import vue from '@vitejs/plugin-vue'
import { build } from 'vite'

// Each entry is built alone into dist/<entry>/, so a folder is all a page needs.
const here = fileURLToPath(new URL('.', import.meta.url))

const entries = {
  home: { base: '/' },
  desk: { base: '/desk/', options_api: true }, // some Element Plus components need it
  chat: { base: '/chat/', old_browsers: true },
  m: { base: '/m/', old_browsers: true },
}

// The web views of old phones know no modules in places: one plain deferred script is what all of them run.
const plainScript = {
  name: 'plain-script',
  transformIndexHtml: {
    order: 'post',
    handler: (html) => html.replace(/<script type="module" crossorigin/g, '<script defer').replace(/ crossorigin/g, ''),
  },
}

function configuration(name, { base, options_api = false, old_browsers = false }) {
  return {
    configFile: false,
    root: join(here, name),
    base,
    publicDir: false,
    logLevel: 'warn',
    plugins: old_browsers ? [vue(), plainScript] : [vue()],
    define: {
      __VUE_OPTIONS_API__: String(options_api),
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    build: {
      outDir: join(here, 'dist', name),
      emptyOutDir: true,
      target: old_browsers ? 'es2018' : 'es2020',
      cssTarget: old_browsers ? 'chrome61' : 'chrome87',
      cssCodeSplit: !old_browsers, // split style sheets would be put in by script, which the policy forbids
      assetsInlineLimit: 0, // a data: URL would need a hole in the content security policy
      modulePreload: false,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 1200,
      rolldownOptions: { output: { hashCharacters: 'hex', ...(old_browsers ? { format: 'iife' } : {}) } },
    },
  }
}

// The server hands out file.gz to browsers that take it.
async function compress(folder) {
  let bytes = 0
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(js|css|html|svg)$/.test(entry.name)) continue
    const path = join(entry.parentPath, entry.name)
    const packed = gzipSync(await readFile(path), { level: 9 })
    await writeFile(`${path}.gz`, packed)
    if (entry.name.endsWith('.js')) bytes += packed.length
  }
  return bytes
}

for (const [name, options] of Object.entries(entries)) {
  await build(configuration(name, options))
  const bytes = await compress(join(here, 'dist', name))
  console.log(`dist/${name}: ${(bytes / 1000).toFixed(1)} kB of scripts, compressed`)
}
