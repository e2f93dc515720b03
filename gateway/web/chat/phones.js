// Cuts a text into plain pieces and telephone numbers that can be tapped. A short number such as 120
// counts only behind a word of calling: "每月120元" is money.
const written = /0\d{2,3}-\d{7,8}|\d+/g
const mobile = /^1[3-9]\d{9}$/
const landline = /^0\d{2,3}-\d{7,8}$/
const short = /^(1[12]0|119|12\d{3})$/
const calling = /(拨打|拨|打|电话|热线)[^0-9。！？\n]{0,8}$/

export function withPhones(text) {
  const pieces = []
  let end = 0
  for (let found = written.exec(text); found; found = written.exec(text)) {
    const number = found[0]
    const before = text.slice(Math.max(0, found.index - 24), found.index).replace(/\d+\s*[或和、]\s*$/, '')
    if (!landline.test(number) && !mobile.test(number) && !(short.test(number) && calling.test(before))) continue
    if (found.index > end) pieces.push({ text: text.slice(end, found.index), phone: false })
    pieces.push({ text: number, phone: true })
    end = found.index + number.length
  }
  if (end < text.length) pieces.push({ text: text.slice(end), phone: false })
  return pieces
}
