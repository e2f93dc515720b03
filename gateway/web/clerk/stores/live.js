import { defineStore } from 'pinia'
import { ref } from 'vue'
import { call } from '../api.js'
import { LiveSocket } from '../live_socket.js'
import { useConversation } from './conversation.js'
import { useInbox } from './inbox.js'
import { useSession } from './session.js'

const poll_ms = 15_000

// Keeps the page true: events while the socket lives, and a look at the counters every 15 s, which
// finds both a socket that died silently and an event that never came.
export const useLive = defineStore('live', () => {
  const session = useSession()
  const inbox = useInbox()
  const conversation = useConversation()
  const state = ref('stopped')
  const news = ref(null) // the last thing worth telling: {kind, conversation}
  const unread = ref({}) // messages of residents not looked at, by conversation

  const socket = new LiveSocket({
    open: () => new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/v1/ws`),
    onEvent: receive,
    onResync: resync,
    onState: (now) => {
      state.value = now
      if (now === 'revoked') session.leave('您的登录已被收回，请重新登录')
    },
  })
  let poll = null

  function start() {
    socket.start()
    poll ??= setInterval(compareCounters, poll_ms)
  }

  function stop() {
    socket.stop()
    clearInterval(poll)
    poll = null
    unread.value = {}
    inbox.clear()
    conversation.close()
  }

  const handlers = {
    'conv.updated': ({ data }) => {
      const before = inbox.apply(data)
      if (data.control === 'queued' && before?.control !== 'queued') tell('case', inbox.byId.get(data.id))
      if (data.id === conversation.id && before?.epoch !== data.epoch) conversation.refresh()
    },
    'message.new': ({ data }) => {
      inbox.applyMessage(data.conversation, data.message)
      if (data.conversation === conversation.id) conversation.applyMessage(data.message)
      if (data.message.author === 'resident') countUnread(data.conversation)
    },
    'message.status': ({ data }) => {
      if (data.conversation === conversation.id) conversation.applyStatus(data.seq, data.status, data.media)
    },
    removed: ({ data }) => {
      inbox.remove(data.conversation)
      if (data.conversation === conversation.id) conversation.gone()
    },
  }

  function receive(event) {
    handlers[event.type]?.(event)
  }

  async function resync() {
    await Promise.all([inbox.load().catch(() => {}), conversation.refresh()]) // a failed list says so itself
  }

  async function compareCounters() {
    const counters = await call('GET', '/counters').catch((error) => {
      if (error.status === 0) socket.lost()
      return null
    })
    if (!counters || inbox.state !== 'ready') return
    if (counters.mine !== inbox.counters.mine || counters.unclaimed !== inbox.counters.unclaimed) resync()
  }

  function countUnread(id) {
    const looking = id === conversation.id && !document.hidden
    if (looking) return
    unread.value = { ...unread.value, [id]: (unread.value[id] ?? 0) + 1 }
    const item = inbox.byId.get(id)
    if (item?.owner?.id === session.me?.id) tell('message', item)
  }

  function markRead(id) {
    const { [id]: seen, ...rest } = unread.value
    if (seen) unread.value = rest
  }

  function tell(kind, about) {
    if (about) news.value = { kind, conversation: about }
  }

  window.addEventListener('offline', () => socket.lost())
  window.addEventListener('online', () => socket.retryNow())
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) return
    socket.retryNow()
    markRead(conversation.id)
  })

  return { state, news, unread, start, stop, resync, markRead, retryNow: () => socket.retryNow() }
})
