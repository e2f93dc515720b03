import { defineStore } from 'pinia'
import { ref } from 'vue'
import { call, setCsrf, whenLoggedOut } from '../api.js'

// Who is at the desk. `state` is unknown until the server has been asked, then in or out.
export const useSession = defineStore('session', () => {
  const me = ref(null)
  const state = ref('unknown')
  const reason = ref('') // why the clerk finds himself at the login page again

  function enter(answer) {
    setCsrf(answer.csrf)
    me.value = answer.me
    state.value = 'in'
    reason.value = ''
  }

  function leave(why = '') {
    setCsrf('')
    me.value = null
    state.value = 'out'
    reason.value = why
  }

  async function restore() {
    try {
      enter(await call('GET', '/me'))
    } catch (error) {
      leave(error.status === 401 ? '' : error.message)
    }
  }

  async function login(name, password) {
    enter(await call('POST', '/auth/login', { body: { name, password } }))
  }

  async function logout() {
    await call('POST', '/auth/logout').catch(() => {}) // gone from this page even if the server is away
    leave()
  }

  whenLoggedOut(() => leave(state.value === 'in' ? '登录已过期，请重新登录' : ''))

  return { me, state, reason, restore, login, logout, leave }
})
