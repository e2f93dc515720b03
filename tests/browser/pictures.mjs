// Takes the README's two pictures with a real gateway: YIMEN_BIN=… node tests/browser/pictures.mjs
import { mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { openHouse, root, zhangsan } from './house.mjs'
import { askForPerson, bubble, card, claim, openBrowser, openCard, openChat, openDesk, owned, say } from './people.mjs'

const folder = join(root, 'deploy/pictures')
const bytes_max = 200_000

async function take(page, name) {
  const path = join(folder, `${name}.png`)
  await page.screenshot({ path })
  const { size } = await stat(path)
  if (size > bytes_max) throw new Error(`${path} has ${size} bytes`)
  console.log(`${path}: ${size} bytes`)
}

// Waits for the bot's answer to the last words.
async function ask(page, words) {
  const answers = await page.locator('.message.bot').count()
  await say(page, words)
  await page.locator('.message.bot').nth(answers).waitFor()
}

const house = await openHouse()
const browser = await openBrowser()
try {
  await mkdir(folder, { recursive: true })
  await house.addClerk(zhangsan)
  const desk = await openDesk(browser, house.base, zhangsan, { size: { width: 1360, height: 800 } })

  const others = ['低保停了想问原因', '残疾证丢了怎么补办', '想给老人申请养老助餐']
  for (const reason of others) await askForPerson(await openChat(browser, house.base), reason, '倴城镇')

  const chat = await openChat(browser, house.base, { width: 414, height: 896 })
  await ask(chat, '低保要带什么材料')
  await take(chat, 'chat')
  await askForPerson(chat, '母亲一个人在家，想替她申请', '倴城镇')

  await openCard(desk, '想替她申请')
  await claim(desk)
  await owned(desk).waitFor()
  const composer = desk.getByRole('textbox', { name: '答复' })
  await composer.fill('您好，您可以替母亲申请。带上您和她的身份证、户口本，到镇民政服务中心来就行。')
  await composer.press('Control+Enter')
  await bubble(desk, '您可以替母亲申请').getByText('已送达').waitFor()
  await say(chat, '好的，明天上午过去')
  await bubble(desk, '明天上午过去').waitFor()
  await desk.getByRole('button', { name: /^待认领/ }).click()
  await card(desk, '残疾证').waitFor()
  await desk.locator('.el-message').waitFor({ state: 'detached' })
  await take(desk, 'desk')
} finally {
  await browser.close()
  await house.close()
}
