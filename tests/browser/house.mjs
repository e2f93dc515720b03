import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, constants, existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { account, token } from './follower.mjs'

export const root = fileURLToPath(new URL('../..', import.meta.url))
export const password = 'Correct-horse-2026'

// Two of 倴城镇 and one of 宋道口镇: login, the name residents read, area.
export const zhangsan = ['zhangsan', '张三', '130224100']
export const lisi = ['lisi', '李四', '130224100']
export const wangwu = ['wangwu', '王五', '130224101']

const ready_within_ms = 30_000

// A real gateway of its own: configuration and data in a new folder, free ports, no staff yet.
export async function openHouse() {
  const binary = process.env.YIMEN_BIN
  if (!binary || !runnable(binary)) throw new Error('YIMEN_BIN must name the yimen program')
  if (!existsSync(join(root, 'gateway/web/dist/chat/index.html'))) {
    throw new Error('the pages are not built: npm ci && npm run build in gateway/web')
  }
  const folder = await mkdtemp(join(tmpdir(), 'yimen-browser-'))
  const [port, admin_port] = freePorts(2)
  const config = join(folder, 'yimen.yaml')
  const base = `http://127.0.0.1:${port}`
  await writeFile(config, configuration({ folder, port, admin_port, base }))

  const server = spawn(binary, ['serve', '--config', config], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  const said = []
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (chunk) => said.push(chunk))
  const ended = once(server, 'exit')

  const house = {
    base,
    addClerk([login, name, area]) {
      const words = ['user', 'add', login, '--display-name', name, '--role', 'town', '--area', area, '--password-stdin']
      return run(binary, [...words, '--config', config], password)
    },
    async close() {
      if (server.exitCode === null) server.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
  try {
    await untilReady(`http://127.0.0.1:${admin_port}/readyz`, server)
  } catch (error) {
    await house.close()
    throw new Error(`${error.message}\n${Buffer.concat(said)}`)
  }
  return house
}

const configuration = ({ folder, port, admin_port, base }) => `
listen: 127.0.0.1:${port}
admin_listen: 127.0.0.1:${admin_port}
public_url: ${base}
data_dir: ${join(folder, 'var')}
channels:
  - {name: web, type: web_chat}
  - {name: wechat, type: wechat, mode: plain, original_id: ${account}, app_id: wx0123456789abcdef, app_secret: s3cret,
     token: ${token}, api_base: "http://127.0.0.1:9"}
`

function runnable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

async function run(binary, words, input) {
  const child = spawn(binary, words, { cwd: root, stdio: ['pipe', 'pipe', 'pipe'] })
  const said = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(chunk))
  child.stdin.end(`${input}\n`)
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`yimen ${words[0]} ${words[1]} ended with ${code}: ${Buffer.concat(said)}`)
}

// As the other tests take them: given to nobody else, and none that the kernel takes for a call of its own.
function freePorts(count) {
  const asked = `from tests.support.gateway import free_port\nfor _ in range(${count}): print(free_port())`
  const told = execFileSync('python3', ['-B', '-c', asked], { cwd: root, encoding: 'utf8' })
  return told.trim().split('\n').map(Number)
}

async function untilReady(url, server) {
  const deadline = Date.now() + ready_within_ms
  while (Date.now() < deadline) {
    if (server.exitCode !== null) throw new Error(`yimen serve ended with ${server.exitCode}`)
    const answer = await fetch(url).catch(() => null)
    if (answer?.ok) return
    await pause(50)
  }
  throw new Error('yimen serve did not get ready')
}
