import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { newId } from '../../common/ids.js'
import { call } from '../api.js'
import { merge, withStatus } from '../transcript.js'
import { useInbox } from './inbox.js'
import { useSession } from './session.js'

const page_size = 50

// The conversation that is open: its transcript, its facts and what the clerk does with it.
export const useConversation = defineStore('conversation', () => {
  const inbox = useInbox()
  const session = useSession()
  const id = ref(null)
  const facts = ref(null) // the long form: slots, articles, people
  const timeline = ref([])
  const messages = ref([])
  const more = ref(false)
  const state = ref('none') // none, loading, ready, missing, failed
  const drafts = new Map() // by conversation; kept off the disk because they are about people
  let attempt = null // the write under way or failed, and its key

  // The list's picture is the fresher one for what both have.
  const current = computed(() => (facts.value ? { ...facts.value, ...(inbox.byId.get(id.value) ?? {}) } : null))
  const mine = computed(() => current.value?.control === 'human' && current.value.owner?.id === session.me?.id)

  async function open(wanted) {
    if (wanted !== id.value) close()
    id.value = wanted
    if (wanted === null) return
    if (state.value !== 'ready') state.value = 'loading'
    await refresh()
  }

  async function refresh() {
    const asked = id.value
    if (asked === null) return
    try {
      const [detail, page] = await Promise.all([
        call('GET', `/conversations/${asked}`),
        call('GET', `/conversations/${asked}/messages?limit=${page_size}`),
      ])
      if (asked !== id.value) return
      takeDetail(detail)
      takeNewest(page)
      state.value = 'ready'
    } catch (error) {
      if (asked !== id.value) return
      if (error.status === 404) gone()
      else if (state.value !== 'ready') state.value = 'failed'
    }
  }

  function takeDetail(detail) {
    facts.value = detail
    inbox.apply(briefOf(detail))
    loadTimeline(detail.case?.no)
  }

  // A page that does not reach back to what is shown leaves a gap: begin anew from the newest.
  function takeNewest(page) {
    const oldest = page.items[0]?.seq
    const newest = messages.value[messages.value.length - 1]?.seq
    const gap = page.more && newest !== undefined && oldest > newest
    if (messages.value.length === 0 || gap) more.value = page.more
    messages.value = merge(gap ? [] : messages.value, page.items)
  }

  async function older() {
    const asked = id.value
    const before = messages.value[0]?.seq
    if (!more.value || before === undefined) return
    const page = await call('GET', `/conversations/${asked}/messages?before=${before}&limit=${page_size}`)
    if (asked !== id.value) return
    messages.value = merge(messages.value, page.items)
    more.value = page.more
  }

  async function loadTimeline(no) {
    if (!no) return (timeline.value = [])
    const asked = id.value
    const found = await call('GET', `/cases/${encodeURIComponent(no)}`).catch(() => null)
    if (asked === id.value && found) timeline.value = found.timeline ?? []
  }

  function close() {
    id.value = null
    facts.value = null
    timeline.value = []
    messages.value = []
    more.value = false
    state.value = 'none'
  }

  function gone() {
    const lost = id.value
    close()
    id.value = lost
    state.value = 'missing'
    inbox.remove(lost)
  }

  function applyMessage(message) {
    messages.value = merge(messages.value, [message])
  }

  function applyStatus(seq, status, media) {
    messages.value = withStatus(messages.value, seq, status, media)
  }

  // The same words to the same conversation are the same request until they got through.
  async function write(path, body, version) {
    const asked = id.value
    const what = JSON.stringify([asked, path, body])
    if (attempt?.what !== what) attempt = { what, key: newId() }
    try {
      const answer = await call('POST', `/conversations/${asked}/${path}`, { body, key: attempt.key, version })
      attempt = null
      return { asked, answer }
    } catch (error) {
      if (error.status > 0 && error.status < 500) attempt = null // refused, so a new try is a new request
      throw error
    }
  }

  async function say(path, text) {
    const { asked, answer } = await write(path, { text })
    if (asked === id.value) applyMessage(answer)
    inbox.applyMessage(asked, answer)
  }

  async function act(path, body = {}) {
    try {
      const { asked, answer } = await write(path, body, current.value?.version)
      inbox.apply(answer)
      if (asked === id.value) refresh()
    } catch (error) {
      if (error.status === 409 || error.status === 412) refresh() // somebody was quicker: show how it stands
      throw error
    }
  }

  return {
    id, current, mine, messages, more, state, timeline, drafts,
    open, close, refresh, older, applyMessage, applyStatus, gone,
    claim: () => act('claim'),
    release: () => act('release'),
    returnToBot: (summary) => act('return-to-bot', { summary }),
    closeCase: (result) => act('close', { result }),
    reply: (text) => say('messages', text),
    note: (text) => say('notes', text),
  }
})

function briefOf({ slots, shown, requester, beneficiary, ...brief }) {
  return brief
}
