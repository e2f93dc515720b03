import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openHouse, password, zhangsan } from './house.mjs'
import {
  askForPerson, card, findBarriers, logIn, openBrowser, openCard, openChat, openWindow, said, say, sideways,
} from './people.mjs'

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

const phone = { width: 375, height: 667 }

test('the chat has no barriers, in both sizes of type, and does not scroll sideways on a phone', async () => {
  const chat = await openChat(browser, house.base, phone)
  await say(chat, '低保要带什么')
  await chat.locator('.message.bot').first().waitFor()
  for (const size of ['大字', '小字']) {
    assert.deepEqual(await findBarriers(chat), [])
    assert.ok((await sideways(chat)) <= 0)
    await chat.getByRole('button', { name: size }).click()
  }
  await chat.getByRole('button', { name: '大字' }).click()
  const type = await chat.locator('.message .words').first().evaluate((words) => parseFloat(getComputedStyle(words).fontSize))
  assert.ok(type >= 22, `large type is ${type} px`)
  const { height } = await chat.locator('.person').boundingBox()
  assert.ok(height >= 60, `the button for a person is ${height} px high`)
  await chat.context().close()
})

test('the desk has no barriers and does not scroll sideways on a phone', async () => {
  const resident = await openChat(browser, house.base)
  await askForPerson(resident, '问低保停发', '倴城镇')
  const desk = await openWindow(browser)
  await desk.goto(`${house.base}/desk/`)
  await desk.getByLabel('账号').waitFor()
  assert.deepEqual(await findBarriers(desk), [])
  await logIn(desk, zhangsan)
  await openCard(desk, '问低保停发')
  assert.deepEqual(await findBarriers(desk), [])

  await desk.setViewportSize(phone)
  assert.ok((await sideways(desk)) <= 0, 'conversation')
  assert.deepEqual(await findBarriers(desk), [])
  await desk.getByRole('link', { name: '资料' }).click()
  await desk.getByRole('heading', { name: '谁在问' }).waitFor()
  assert.ok((await sideways(desk)) <= 0, 'facts')
  await desk.getByRole('link', { name: '回到对话' }).click()
  await desk.getByRole('link', { name: '回到列表' }).click()
  await card(desk, '问低保停发').waitFor()
  assert.ok((await sideways(desk)) <= 0, 'list')
  assert.deepEqual(desk.complaints, [])
  await Promise.all([resident.context().close(), desk.context().close()])
})

test('a clerk claims and answers on a phone, one task a screen', async () => {
  const resident = await openChat(browser, house.base)
  await askForPerson(resident, '问孩子上学补助', '倴城镇')
  const mobile = await openWindow(browser, phone)
  await mobile.goto(`${house.base}/m/`)
  await logIn(mobile, zhangsan)
  await card(mobile, '问孩子上学补助').click()
  await mobile.getByRole('button', { name: '认领' }).click()
  await mobile.getByRole('link', { name: '答复居民' }).click()
  await mobile.getByLabel('写给居民的话').fill('明天上午来窗口就行。')
  assert.ok((await sideways(mobile)) <= 0)
  await mobile.getByRole('button', { name: '发送' }).click()
  await said(resident, '明天上午来窗口就行').waitFor()
  await mobile.locator('.message.by-clerk').waitFor()
  assert.deepEqual(await findBarriers(mobile), [])
  assert.deepEqual(mobile.complaints, [])
  await Promise.all([resident.context().close(), mobile.context().close()])
})

test('a wrong password is refused in words, and a logged-out desk shows nothing', async () => {
  const desk = await openWindow(browser)
  await desk.goto(`${house.base}/desk/`)
  await desk.getByLabel('账号').fill(zhangsan[0])
  await desk.getByLabel('密码').fill(`${password}!`)
  await desk.getByRole('button', { name: '登录' }).click()
  await desk.getByRole('alert').waitFor()
  await logIn(desk, zhangsan)
  await desk.getByRole('button', { name: /镇经办人/ }).click()
  await desk.getByRole('menuitem', { name: '退出登录' }).click()
  await desk.getByLabel('账号').waitFor()
  assert.equal(await desk.locator('.card').count(), 0)
  await desk.context().close()
})
