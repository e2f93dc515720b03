import { accessSync, constants, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { password, root } from './house.mjs'

const require = createRequire(join(root, 'gateway/web/package.json'))
const { chromium } = require('playwright-core')
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

// No calls home, no sandbox (tests may run as root).
const switches = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
]

export function openBrowser() {
  return chromium.launch({ executablePath: findChromium(), headless: true, args: switches })
}

function findChromium() {
  for (const folder of process.env.PATH.split(delimiter)) {
    const path = join(folder, 'chromium')
    try {
      accessSync(path, constants.X_OK)
      return path
    } catch {
      // Not in this folder.
    }
  }
  throw new Error('chromium is not installed')
}

// A window of its own, with its own cookies and storage. What the page complains of is kept.
export async function openWindow(browser, { width = 1280, height = 820 } = {}) {
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width, height } })
  context.setDefaultTimeout(120_000) // what is slower than that is broken; nothing waits for it to pass
  const page = await context.newPage()
  page.complaints = []
  page.on('pageerror', (error) => page.complaints.push(String(error)))
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted/i.test(message.text())) page.complaints.push(message.text())
  })
  return page
}

export async function openChat(browser, base, size = { width: 390, height: 800 }) {
  const page = await openWindow(browser, size)
  await page.goto(`${base}/chat/`)
  await page.getByLabel('您要问的话').waitFor()
  return page
}

export async function say(page, words) {
  await page.getByLabel('您要问的话').fill(words)
  await page.getByRole('button', { name: '发送' }).click()
}

export const said = (page, words) => page.getByRole('log').getByText(words).first()

// From the button to the queue, by way of the bot's two questions. Gives the case's number.
// `sending` is called just before the words are sent that open the case.
export async function askForPerson(page, reason, town, sending = () => {}) {
  await page.getByRole('button', { name: '找工作人员' }).first().click()
  await said(page, '用一句话说说').waitFor()
  await say(page, reason)
  await said(page, '哪个乡镇').waitFor()
  sending()
  await say(page, town)
  const told = said(page, /号码 \S+/)
  await told.waitFor()
  return (await told.innerText()).match(/号码 ([A-Z0-9-]+)/)[1]
}

// `prepare` may change the window before the desk is opened in it.
export async function openDesk(browser, base, clerk, { size, prepare } = {}) {
  const page = await openWindow(browser, size)
  await prepare?.(page)
  await page.goto(`${base}/desk/`)
  await logIn(page, clerk)
  await page.getByText('实时已连接').waitFor({ state: 'attached' })
  page.clerk = clerk[1]
  return page
}

export async function logIn(page, [login]) {
  await page.getByLabel('账号').fill(login)
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '登录' }).click()
}

export const card = (page, reason) => page.locator('.card', { hasText: reason })

export const bubble = (page, words) => page.locator('.transcript .message', { hasText: words })

export async function openCard(page, reason) {
  await card(page, reason).click()
  await bubble(page, reason).first().waitFor()
}

export const claim = (page) => page.locator('.conversation-actions').getByRole('button', { name: '认领' }).click()

export const owned = (page) => page.getByText('由您接待', { exact: true })

// Serious and critical findings, as lines.
export async function findBarriers(page) {
  await page.evaluate(axe)
  const { violations } = await page.evaluate(() => window.axe.run(document))
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)
}

export const sideways = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
