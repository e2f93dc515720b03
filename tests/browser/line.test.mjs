import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openHouse, zhangsan } from './house.mjs'
import { askForPerson, bubble, claim, openBrowser, openCard, openChat, openDesk, openWindow, owned, said, say } from './people.mjs'

let house
let browser

before(async () => {
  house = await openHouse()
  await house.addClerk(zhangsan)
  browser = await openBrowser()
})

after(async () => {
  await browser?.close()
  await house?.close()
})

const closeWindows = (...pages) => Promise.all(pages.map((page) => page.context().close()))
const arrived = (page, words) => page.locator('.message.resident', { hasText: words }).getByText('✓')

// A resident whose clerk sits before the open conversation.
async function inConversation(reason, resident) {
  const clerk = await openDesk(browser, house.base, zhangsan)
  await askForPerson(resident, reason, '倴城镇')
  await openCard(clerk, reason)
  await claim(clerk)
  await owned(clerk).waitFor()
  return clerk
}

test('a reloaded chat has its transcript and its clerk again', async () => {
  const resident = await openChat(browser, house.base)
  const clerk = await inConversation('问养老助餐', resident)
  const before_reload = await resident.locator('.message .words').allInnerTexts()
  await resident.reload()
  await said(resident, '问养老助餐').waitFor()
  await resident.getByText(`正在和您说话：${clerk.clerk}`).waitFor()
  assert.deepEqual(await resident.locator('.message .words').allInnerTexts(), before_reload)
  await closeWindows(resident, clerk)
})

test('what was written without a network arrives once when it is back', async () => {
  const resident = await openChat(browser, house.base)
  const clerk = await inConversation('问残疾人补贴', resident)
  await resident.context().setOffline(true)
  await say(resident, '断网时写的')
  await resident.getByText('没发出去').waitFor()
  await resident.context().setOffline(false)
  await arrived(resident, '断网时写的').waitFor()
  await say(resident, '后来写的')
  await bubble(clerk, '后来写的').waitFor()
  assert.equal(await bubble(clerk, '断网时写的').count(), 1)
  await closeWindows(resident, clerk)
})

test('a message whose acknowledgement was lost is sent again and taken once', async () => {
  const resident = await openWindow(browser, { width: 390, height: 800 })
  let lose = null // the words whose first acknowledgement gets lost, with the line
  let sent = []
  await resident.routeWebSocket('**/chat/ws', (line) => {
    const server = line.connectToServer()
    line.onMessage((frame) => {
      sent.push(JSON.parse(frame))
      server.send(frame)
    })
    server.onMessage((frame) => {
      const { type } = JSON.parse(frame)
      if (lose && type === 'ack') {
        lose = null
        server.close()
        line.close()
      } else line.send(frame)
    })
  })
  await resident.goto(`${house.base}/chat/`)
  const clerk = await inConversation('问临时救助', resident)
  lose = true
  sent = []
  await say(resident, '这句话的回执丢了')
  await arrived(resident, '这句话的回执丢了').waitFor()
  const copies = sent.filter((frame) => frame.type === 'msg' && frame.text === '这句话的回执丢了')
  assert.equal(copies.length, 2)
  assert.equal(copies[0].cid, copies[1].cid)
  await say(resident, '后来写的')
  await bubble(clerk, '后来写的').waitFor()
  assert.equal(await bubble(clerk, '这句话的回执丢了').count(), 1)
  assert.equal(await resident.locator('.message', { hasText: '这句话的回执丢了' }).count(), 1)
  await closeWindows(resident, clerk)
})

test('where sockets do not get through the chat goes by plain requests', async () => {
  const resident = await openWindow(browser, { width: 390, height: 800 })
  await resident.routeWebSocket('**/chat/ws', (line) => line.close())
  await resident.goto(`${house.base}/chat/`)
  const clerk = await inConversation('问孤儿保障', resident)
  const composer = clerk.getByRole('textbox', { name: '答复' })
  await composer.fill('收到您的问题。')
  await composer.press('Control+Enter')
  await said(resident, '收到您的问题').waitFor()
  await closeWindows(resident, clerk)
})

test('a desk that was offline catches up without a reload and shows nothing twice', async () => {
  const resident = await openChat(browser, house.base)
  const clerk = await inConversation('问特困供养', resident)
  await clerk.context().setOffline(true)
  await clerk.getByText('连接断开，正在重连。').waitFor()
  for (const words of ['第一句', '第二句']) {
    await say(resident, words)
    await arrived(resident, words).waitFor()
  }
  await clerk.context().setOffline(false)
  await bubble(clerk, '第二句').waitFor()
  const missed = await clerk.locator('.transcript .words').filter({ hasText: /^第.句$/ }).allInnerTexts()
  assert.deepEqual(missed, ['第一句', '第二句'])
  await closeWindows(resident, clerk)
})
