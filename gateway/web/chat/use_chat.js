import { reactive, ref } from 'vue'
import { newId } from '../common/ids.js'
import * as conversation from './conversation.js'
import { Link } from './link.js'

const storage_key = 'yimen.chat'
const unsent_ms = 12_000

// The chat of this page: state, line and what is remembered, tied together.
export function useChat() {
  const chat = reactive(conversation.newConversation(remembered()))
  const line = ref('connecting')
  const notice = ref('')
  const returned = ref('') // a text that was refused, for the box
  const scene = new URLSearchParams(location.search).get('scene')
  let read_up_to = 0

  const link = new Link({
    hello: () => conversation.helloFrame(chat, scene),
    token: () => chat.token,
    after: () => chat.last_seq,
    receive,
    onState: (state) => {
      line.value = state
      if (state === 'waiting') conversation.markUnsent(chat)
    },
  })

  function receive(frame) {
    const next = conversation.receive(chat, frame)
    remember()
    if (next.notice) notice.value = next.notice
    if (next.give_back) returned.value = next.give_back
    if (next.restart) link.start()
    if (next.resend) conversation.unacknowledged(chat).forEach(send)
    if (next.retry?.cid) setTimeout(() => repeat(next.retry.cid), next.retry.seconds * 1000)
    if (frame.type === 'msg') markRead()
  }

  function send(frame) {
    if (!link.send(frame)) return conversation.markUnsent(chat, frame.cid)
    setTimeout(() => conversation.markUnsent(chat, frame.cid), unsent_ms)
  }

  function put(frame) {
    notice.value = ''
    remember()
    send(frame)
  }

  function repeat(cid) {
    const frame = conversation.again(chat, cid)
    if (!frame) return
    if (line.value === 'online') send(frame)
    else link.retryNow()
  }

  function markRead() {
    if (document.hidden || chat.last_seq <= read_up_to || line.value !== 'online') return
    read_up_to = chat.last_seq
    link.send({ type: 'read', seq: read_up_to })
  }

  function remember() {
    try {
      localStorage.setItem(storage_key, JSON.stringify(conversation.keep(chat)))
    } catch {
      // A private window without storage: the chat lives as long as the page.
    }
  }

  window.addEventListener('offline', () => link.lost())
  window.addEventListener('online', () => link.retryNow())
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) return
    link.retryNow()
    markRead()
  })
  link.start()

  return {
    chat, line, notice, returned, repeat,
    say: (text) => put(conversation.write(chat, newId(), text, Date.now())),
    choose: (reply) => put(conversation.choose(chat, newId(), reply, Date.now())),
    retryNow: () => link.retryNow(),
  }
}

function remembered() {
  try {
    return JSON.parse(localStorage.getItem(storage_key)) ?? {}
  } catch {
    return {}
  }
}
