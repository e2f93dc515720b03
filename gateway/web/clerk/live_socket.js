import { reconnectDelay } from '../common/backoff.js'

// The live connection of the desk: says hello, resumes after the last event it saw, comes back by
// itself. States: connecting, live, waiting (until the next attempt), revoked, stopped.
export class LiveSocket {
  #socket = null
  #timer = null
  #attempt = 0
  #last_seq = 0
  #wanted = false

  constructor({ open, onEvent, onResync, onState, random = Math.random, after = setTimeout, cancel = clearTimeout }) {
    this.open = open // () => WebSocket
    this.onEvent = onEvent
    this.onResync = onResync // the lists must be fetched anew
    this.onState = onState
    this.random = random
    this.after = (wait, call) => after(call, wait)
    this.cancel = (timer) => cancel(timer)
  }

  start() {
    this.#wanted = true
    if (!this.#socket && this.#timer === null) this.#connect()
  }

  stop(state = 'stopped') {
    this.#wanted = false
    this.#drop()
    this.#clearTimer()
    this.#last_seq = 0
    this.onState(state)
  }

  // The network came back, or the page is looked at again: do not sit out the wait.
  retryNow() {
    if (!this.#wanted || this.#socket) return
    this.#clearTimer()
    this.#attempt = 0
    this.#connect()
  }

  // The network is known to be gone; the browser may take minutes to notice.
  lost() {
    if (!this.#socket) return
    this.#drop()
    this.#comeBack()
  }

  #connect() {
    this.onState('connecting')
    const socket = this.open()
    this.#socket = socket
    socket.onopen = () => socket.send(JSON.stringify({ type: 'hello', resume_from: this.#last_seq }))
    socket.onmessage = (message) => {
      if (socket === this.#socket) this.#receive(JSON.parse(message.data))
    }
    socket.onclose = () => {
      if (socket !== this.#socket) return
      this.#socket = null
      this.#comeBack()
    }
  }

  #receive(event) {
    if (event.type === 'welcome' || event.type === 'resync') return this.#greeted(event)
    if (event.type === 'session.revoked') return this.stop('revoked')
    if (event.seq) this.#last_seq = Math.max(this.#last_seq, event.seq)
    this.onEvent(event)
  }

  // After a resume the missed events follow the welcome; a first hello starts from now, so what
  // happened before it has to be fetched.
  #greeted(event) {
    this.#attempt = 0
    const missed = event.type === 'resync' || this.#last_seq === 0
    if (missed) this.#last_seq = event.seq
    this.onState('live')
    if (missed) this.onResync()
  }

  #comeBack() {
    if (!this.#wanted) return
    this.onState('waiting')
    this.#timer = this.after(reconnectDelay(this.#attempt, this.random), () => {
      this.#timer = null
      this.#connect()
    })
    this.#attempt += 1
  }

  #drop() {
    const socket = this.#socket
    this.#socket = null
    socket?.close()
  }

  #clearTimer() {
    if (this.#timer !== null) this.cancel(this.#timer)
    this.#timer = null
  }
}
