import assert from 'node:assert/strict'
import { createHash, randomInt } from 'node:crypto'

// Of the house's WeChat account, in plain mode: what signs WeChat's calls, and whom they are for.
export const account = 'gh_browser'
export const token = 'browser-token'

const cdata = (name, value) => `<${name}><![CDATA[${value}]]></${name}>`

// Somebody who follows the account, as far as WeChat tells of him.
export function follow(base, openid) {
  let last = 0
  async function tell(elements) {
    // A second apart from the one before: WeChat's events have no number, and two of one second that say the same are one.
    last = Math.max(last + 1, Math.floor(Date.now() / 1000))
    const query = { timestamp: String(last), nonce: String(randomInt(1e9)) }
    query.signature = createHash('sha1').update([token, query.timestamp, query.nonce].sort().join('')).digest('hex')
    const message =
      cdata('ToUserName', account) + cdata('FromUserName', openid) + `<CreateTime>${query.timestamp}</CreateTime>` + elements
    const answer = await fetch(`${base}/hooks/wechat?${new URLSearchParams(query)}`, {
      method: 'POST',
      headers: { 'Content-Type': 'text/xml' },
      body: `<xml>${message}</xml>`,
    })
    assert.equal(answer.status, 200)
  }
  return {
    write: (words) => tell(cdata('MsgType', 'text') + cdata('Content', words) + `<MsgId>${randomInt(1e12)}</MsgId>`),
    // He lets one notice more of that form be sent.
    accept: (template) =>
      tell(
        cdata('MsgType', 'event') +
          cdata('Event', 'subscribe_msg_popup_event') +
          `<SubscribeMsgPopupEvent><List>${cdata('TemplateId', template)}${cdata('SubscribeStatusString', 'accept')}` +
          '<PopupScene>0</PopupScene></List></SubscribeMsgPopupEvent>',
      ),
  }
}
