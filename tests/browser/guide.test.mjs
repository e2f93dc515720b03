import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { openHouse } from './house.mjs'
import { findBarriers, openBrowser, openWindow, sideways } from './people.mjs'

let house
let browser

before(async () => {
  house = await openHouse()
  browser = await openBrowser()
})

after(async () => {
  await browser?.close()
  await house?.close()
})

const old_phone = { width: 320, height: 480 }
const village = '130224100901'
const paper_mm = { a4: [210, 297], a3: [297, 420] }

// A browser without JavaScript.
async function openPlain(size = old_phone) {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: size, javaScriptEnabled: false })
  return context.newPage()
}

async function servicesOf(page) {
  await page.goto(`${house.base}/guide/`)
  return page.locator('.list a').evaluateAll((links) => links.map((link) => link.getAttribute('href')))
}

// Pages of a PDF and their sizes in millimetres; Chromium writes them as plain objects.
function printed(pdf) {
  const text = pdf.toString('latin1')
  const pages = text.match(/\/Type\s*\/Page\b(?!s)/g) ?? []
  const boxes = [...text.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g)]
  return { pages: pages.length, sizes: boxes.map(([, width, height]) => [width, height].map((points) => Math.round((points * 25.4) / 72))) }
}

test('the guide is read and a poster made on an old phone without JavaScript', async () => {
  const page = await openPlain()
  await page.goto(`${house.base}/guide/`)
  assert.equal(await page.locator('meta[charset]').getAttribute('charset'), 'utf-8')
  const size = await page.locator('main').evaluate((main) => parseFloat(getComputedStyle(main).fontSize))
  assert.ok(size >= 18, `type is ${size} px`)
  for (const link of await page.locator('.list a').all()) assert.ok((await link.boundingBox()).height >= 44)
  await page.getByRole('link', { name: '最低生活保障' }).click()
  await page.getByRole('link', { name: '申报材料' }).click()
  await page.getByRole('heading', { level: 1, name: '最低生活保障：申报材料' }).waitFor()
  await page.getByText('户口本').first().waitFor()
  assert.ok((await sideways(page)) <= 0)
  await page.getByRole('link', { name: '最低生活保障' }).click()
  await page.getByLabel('挂在哪里').selectOption(village)
  await page.getByLabel('纸张').selectOption('a3')
  await page.getByRole('button', { name: '生成带二维码的张贴页' }).click()
  await page.getByText('示例一村民政服务站').waitFor()
  await page.getByRole('img', { name: '二维码' }).waitFor()
  await page.context().close()
})

test('every document of every service fits the screen and the policy, without barriers', async () => {
  const page = await openWindow(browser, old_phone)
  const services = await servicesOf(page)
  assert.ok(services.length >= 15)
  assert.deepEqual(await findBarriers(page), [])
  for (const service of services) {
    await page.goto(house.base + service)
    const documents = await page.locator('.list a').evaluateAll((links) => links.map((link) => link.getAttribute('href')))
    assert.equal(documents.length, 6)
    for (const document of documents) {
      await page.goto(house.base + document)
      assert.ok((await sideways(page)) <= 0, document)
      if (service === services[1]) assert.deepEqual(await findBarriers(page), [], document)
    }
  }
  assert.deepEqual(page.complaints, [])
  await page.context().close()
})

test('every poster is one page of its paper, and all of it is on it', async () => {
  const page = await openWindow(browser, { width: 1700, height: 1000 })
  const services = await servicesOf(page)
  await page.emulateMedia({ media: 'print' })
  for (const service of ['/guide/', ...services]) {
    for (const [paper, size] of Object.entries(paper_mm)) {
      await page.goto(`${house.base}${service}poster?scene=${village}&paper=${paper}`)
      const poster = `${service} ${paper}`
      const { pages, sizes } = printed(await page.pdf({ preferCSSPageSize: true }))
      assert.equal(pages, 1, poster)
      assert.deepEqual(sizes, [size], poster)
      const [inside, room] = await page.locator('.text').evaluate((text) => [text.scrollHeight, text.clientHeight])
      assert.ok(inside <= room, `${poster}: ${inside} px of text in ${room}`)
      assert.ok(inside > room * 0.5, `${poster}: ${inside} px of text in ${room} is small type`)
    }
  }
  await page.context().close()
})

test('a document is printed on A4 without what only a screen needs', async () => {
  const page = await openPlain({ width: 800, height: 600 })
  await page.goto(`${house.base}/guide/dibao/materials`)
  await page.emulateMedia({ media: 'print' })
  assert.equal(await page.locator('nav').isVisible(), false)
  const { pages, sizes } = printed(await page.pdf({ preferCSSPageSize: true }))
  assert.equal(pages, 1)
  assert.deepEqual(sizes, [paper_mm.a4])
  await page.context().close()
})

test('a telephone that reads the poster comes to the chat of that village', async () => {
  const page = await openWindow(browser, { width: 1000, height: 1300 })
  await page.goto(`${house.base}/guide/poster?scene=${village}`)
  const folder = await mkdtemp(join(tmpdir(), 'yimen-poster-'))
  const picture = join(folder, 'poster.png')
  await writeFile(picture, await page.screenshot())
  const read = execFileSync('zbarimg', ['--quiet', '--raw', picture], { encoding: 'utf8' }).trim()
  await rm(folder, { recursive: true })
  assert.equal(read, `${house.base}/chat/?scene=${village}`)

  const hello = page.waitForEvent('websocket').then((line) => line.waitForEvent('framesent'))
  await page.goto(read)
  const { payload } = await hello
  assert.equal(JSON.parse(payload).scene, village)
  // Who has a chat already says it again.
  await page.getByLabel('您要问的话').fill('菜单')
  await page.getByRole('button', { name: '发送' }).click()
  await page.getByText('✓').first().waitFor()
  const again = page.waitForEvent('websocket').then((line) => line.waitForEvent('framesent'))
  await page.reload()
  const { token, scene } = JSON.parse((await again).payload)
  assert.deepEqual([Boolean(token), scene], [true, village])
  await page.context().close()
})
