// Cuts what the bot or a clerk says into plain text, 【headings】 and telephone numbers that can be
// tapped. A short number such as 120 counts only where calling is spoken of, or at the head of a
// line as in "120：急病"; "每月120元" is money.
const written = /【[^】\n]{1,12}】|0\d{2,3}-\d{7,8}|\d+/g
const mobile = /^1[3-9]\d{9}$/
const landline = /^0\d{2,3}-\d{7,8}$/
const short = /^(1[12]0|119|12\d{3})$/
const calling = /(拨打|拨|打|电话|热线)[^0-9。！？\n]{0,8}$/
const another = /\d+\s*[或和、]\s*$/ // "110或" before 120

export function piecesOf(text) {
  const pieces = []
  let end = 0
  written.lastIndex = 0
  for (let found = written.exec(text); found; found = written.exec(text)) {
    const kind = kindOf(found[0], text.slice(0, found.index), text.slice(found.index + found[0].length))
    if (kind === 'text') continue
    if (found.index > end) pieces.push({ kind: 'text', text: text.slice(end, found.index) })
    pieces.push({ kind, text: found[0] })
    end = found.index + found[0].length
  }
  if (end < text.length) pieces.push({ kind: 'text', text: text.slice(end) })
  return pieces
}

function kindOf(word, before, after) {
  if (word[0] === '【') return 'heading'
  if (landline.test(word) || mobile.test(word)) return 'phone'
  if (!short.test(word)) return 'text'
  const heads_line = /(^|\n)$/.test(before) && /^[：:]/.test(after)
  return heads_line || calling.test(before.slice(-24).replace(another, '')) ? 'phone' : 'text'
}
