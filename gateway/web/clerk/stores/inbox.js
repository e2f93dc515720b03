import { defineStore } from 'pinia'
import { computed, reactive, ref } from 'vue'
import { call } from '../api.js'
import { compareConversations, inView, newer } from '../ordering.js'
import { useSession } from './session.js'

const page_size = 50
// 200 people waiting in one area is beyond what a list can help with.
const pages_max = 4

// Every conversation of the clerk's area that the page knows of; the views are cut out of it.
export const useInbox = defineStore('inbox', () => {
  const session = useSession()
  const byId = reactive(new Map())
  const cursor = ref(null) // of the view "all"
  const state = ref('empty') // empty, loading, ready, failed
  const touched = new Set() // changed by an event while a load is under way
  let generation = 0

  const list = (view) =>
    computed(() => [...byId.values()].filter((item) => inView[view](item, session.me)).sort(compareConversations))
  const views = { unclaimed: list('unclaimed'), mine: list('mine'), all: list('all') }
  const counters = computed(() => ({ unclaimed: views.unclaimed.value.length, mine: views.mine.value.length }))

  async function load() {
    const mine = ++generation
    touched.clear()
    if (state.value !== 'ready') state.value = 'loading'
    try {
      const [unclaimed, own, all] = await Promise.all([whole('unclaimed'), whole('mine'), page('all', null)])
      if (mine !== generation) return
      replace([...unclaimed, ...own, ...all.items])
      cursor.value = all.next_cursor
      state.value = 'ready'
    } catch (error) {
      if (mine === generation && state.value !== 'ready') state.value = 'failed'
      throw error
    }
  }

  async function loadMore() {
    if (!cursor.value) return
    const next = await page('all', cursor.value)
    for (const item of next.items) byId.set(item.id, newer(byId.get(item.id), item))
    cursor.value = next.next_cursor
  }

  function replace(items) {
    const fresh = new Map()
    for (const item of items) fresh.set(item.id, newer(fresh.get(item.id), item))
    for (const id of touched) {
      if (byId.has(id)) fresh.set(id, newer(byId.get(id), fresh.get(id)))
      else fresh.delete(id)
    }
    byId.clear()
    for (const [id, item] of fresh) byId.set(id, item)
  }

  // Answers what was known before, so that a new case can be told from a changed one.
  function apply(conversation) {
    const before = byId.get(conversation.id) ?? null
    touched.add(conversation.id)
    byId.set(conversation.id, newer(conversation, before))
    return before
  }

  function applyMessage(id, message) {
    const item = byId.get(id)
    if (!item || (item.last_message?.seq ?? 0) >= message.seq || message.author === 'note') return
    touched.add(id)
    byId.set(id, { ...item, last_message: message })
  }

  function remove(id) {
    touched.add(id)
    byId.delete(id)
  }

  function clear() {
    generation += 1
    byId.clear()
    state.value = 'empty'
  }

  async function whole(view) {
    const items = []
    let at = null
    for (let turn = 0; turn < pages_max; turn += 1) {
      const next = await page(view, at)
      items.push(...next.items)
      at = next.next_cursor
      if (!at) break
    }
    return items
  }

  function page(view, at) {
    const after = at ? `&cursor=${encodeURIComponent(at)}` : ''
    return call('GET', `/inbox?view=${view}&limit=${page_size}${after}`)
  }

  return { byId, ...views, counters, cursor, state, load, loadMore, apply, applyMessage, remove, clear }
})
