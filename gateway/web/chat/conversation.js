// A resident's chat as plain state, changed only by what is written and by the server's frames; no
// sockets, no clock. Frames: gateway/channels/web_chat/README.md.

export const text_max_default = 1000

export function newConversation(saved = {}) {
  return {
    token: saved.token ?? null,
    last_seq: 0, // of the messages seen; asking after it brings what was missed
    text_max: text_max_default,
    messages: [], // rising seq: {seq, author, name, text, at, quick_replies, state}
    pending: saved.pending ?? [], // written, not acknowledged: {cid, text, choice, at, state: sending|failed}
    handoff: { state: 'bot' },
    blank: false, // the server has nothing of this chat
  }
}

// What outlives a reload: the key and what the server has not said it has. The transcript comes back
// from the server, so a borrowed phone keeps none of it.
export function keep(chat) {
  return { token: chat.token, pending: chat.pending }
}

// `scene` is the place whose QR code opened the page: it counts for an old chat, too, until a better one is known.
export function helloFrame(chat, scene) {
  const hello = chat.token ? { type: 'hello', token: chat.token, last_seq: chat.last_seq } : { type: 'hello' }
  return scene ? { ...hello, scene } : hello
}

export function write(chat, cid, text, at) {
  return add(chat, { cid, text, choice: null, at, state: 'sending' })
}

export function choose(chat, cid, reply, at) {
  return add(chat, { cid, text: reply.label, choice: reply.key, at, state: 'sending' })
}

function add(chat, message) {
  chat.pending.push(message)
  return frameOf(message)
}

function frameOf({ cid, text, choice }) {
  return choice === null ? { type: 'msg', cid, text } : { type: 'msg', cid, choice }
}

// Everything not acknowledged, in the order it was written. The server takes a cid once.
export function unacknowledged(chat) {
  for (const message of chat.pending) message.state = 'sending'
  return chat.pending.map(frameOf)
}

export function again(chat, cid) {
  const message = chat.pending.find((one) => one.cid === cid)
  if (!message) return null
  message.state = 'sending'
  return frameOf(message)
}

export function markUnsent(chat, cid) {
  for (const message of chat.pending) {
    if (cid === undefined || message.cid === cid) message.state = 'failed'
  }
}

// Quick replies belong to the newest message, and only until something is answered.
export function quickReplies(chat) {
  if (chat.pending.length > 0) return []
  return chat.messages[chat.messages.length - 1]?.quick_replies ?? []
}

// What the page has to do besides showing the new state; an empty object is nothing.
//   {resend: true}                 now that the server knows us
//   {restart: true}                the key is no good: say hello as a stranger
//   {retry: {cid, seconds}}        nothing was kept, try this one again later
//   {give_back: text, notice}      put the text back into the box
//   {closing: {reason, seconds}}   the server is about to close
export function receive(chat, frame) {
  return handlers[frame.type]?.(chat, frame) ?? {}
}

const handlers = {
  welcome(chat, frame) {
    if (frame.token) chat.token = frame.token
    chat.blank = frame.seq === 0
    if (frame.caps?.max_text) chat.text_max = frame.caps.max_text
    return { resend: true }
  },
  ack(chat, { cid, seq }) {
    const index = chat.pending.findIndex((one) => one.cid === cid)
    if (index < 0) return {}
    const [{ text, at }] = chat.pending.splice(index, 1)
    insert(chat, { seq, author: 'resident', text, at, state: 'sent' })
    return {}
  },
  msg(chat, { type, ...message }) {
    chat.last_seq = Math.max(chat.last_seq, message.seq)
    insert(chat, message)
    return {}
  },
  status(chat, { seq, state }) {
    const message = chat.messages.find((one) => one.seq === seq)
    if (message && steps.indexOf(state) > steps.indexOf(message.state ?? 'sent')) message.state = state
    return {}
  },
  handoff(chat, { type, ...handoff }) {
    chat.handoff = handoff
    return {}
  },
  bye: (chat, { reason, retry_after }) => ({ closing: { reason, seconds: retry_after ?? null } }),
  error(chat, { code, text, cid, retry_after }) {
    if (code === 'bad_token') return forget(chat)
    if (code === 'too_long') return giveBack(chat, cid, text)
    if (code === 'too_fast' || code === 'unavailable') return { retry: { cid, seconds: retry_after ?? 5 }, notice: text }
    markUnsent(chat, cid)
    return { notice: text }
  },
}

const steps = ['sent', 'delivered', 'read']

function insert(chat, message) {
  const at = chat.messages.findIndex((one) => one.seq >= message.seq)
  if (at < 0) chat.messages.push(message)
  else if (chat.messages[at].seq === message.seq) Object.assign(chat.messages[at], { ...message, state: chat.messages[at].state ?? message.state })
  else chat.messages.splice(at, 0, message)
}

function forget(chat) {
  chat.token = null
  chat.last_seq = 0
  chat.messages = []
  chat.handoff = { state: 'bot' }
  return { restart: true }
}

function giveBack(chat, cid, notice) {
  const index = chat.pending.findIndex((one) => one.cid === cid)
  if (index < 0) return { notice }
  const [{ text }] = chat.pending.splice(index, 1)
  return { give_back: text, notice: notice ?? '这句话太长了，请分成几句发' }
}
