import { askedDelay, reconnectDelay } from '../common/backoff.js'
import { Polling } from './polling.js'

const protocol = 'yimen.chat.v1'
const ping_ms = 25_000
const answer_ms = 12_000 // a ping, a hello or a message not answered by then: the line is dead
const failures_before_polling = 2
const retry_socket_ms = 120_000

// The way to the server: a WebSocket, or the same frames over HTTP where that does not get through.
// States: connecting, online, waiting, elsewhere (another page has this chat now). `hello` and `receive` are the page's; the link knows only when.
export class Link {
  #socket = null
  #polling = null
  #failures = 0
  #attempt = 0
  #timers = new Map()
  #closing = null // why and for how many seconds the server closes
  #generation = 0 // of the connection: answers of an older one are ignored

  constructor({ hello, token, after, receive, onState, browser = window, random = Math.random }) {
    this.hello = hello // () => frame
    this.token = token // () => string or null
    this.after = after // () => seq
    this.receive = receive
    this.onState = onState
    this.browser = browser
    this.random = random
  }

  start() {
    this.#stopTimers()
    this.#drop()
    this.onState('connecting')
    const open = this.browser.WebSocket && this.#failures < failures_before_polling
    if (open) this.#openSocket()
    else this.#startPolling()
  }

  // False when there is no line: the frame is not kept, who wrote it sends it again when welcomed.
  send(frame) {
    if (this.#polling) {
      this.#polling.send(frame)
      return true
    }
    if (!this.#socket || this.#socket.readyState !== 1) return false
    this.#socket.send(JSON.stringify(frame))
    if (frame.type === 'msg' || frame.type === 'ping') this.#expectAnswer()
    return true
  }

  // The network is known to be gone.
  lost() {
    this.#drop()
    this.#comeBack()
  }

  // It came back, or the page is looked at again.
  retryNow() {
    if (this.#socket || this.#polling) return
    this.#attempt = 0
    this.#failures = 0
    this.start()
  }

  #openSocket() {
    const { location, WebSocket } = this.browser
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
    const generation = ++this.#generation
    let socket
    try {
      socket = new WebSocket(`${scheme}://${location.host}/chat/ws`, protocol)
    } catch {
      return this.lost() // old browsers throw where the policy or a proxy forbids it
    }
    this.#socket = socket
    this.#expectAnswer()
    socket.onopen = () => socket.send(JSON.stringify(this.hello()))
    socket.onmessage = (message) => {
      if (generation === this.#generation) this.#take(JSON.parse(message.data))
    }
    socket.onclose = () => {
      if (generation === this.#generation) this.lost()
    }
  }

  #take(frame) {
    this.#cancel('answer')
    this.#schedule('ping', ping_ms, () => this.send({ type: 'ping' }))
    this.#pass(frame)
  }

  #pass(frame) {
    if (frame.type === 'welcome') this.#welcomed()
    if (frame.type === 'bye') this.#closing = frame
    this.receive(frame)
    const refused = frame.type === 'error' && !frame.cid && (frame.code === 'too_fast' || frame.code === 'unavailable')
    if (!refused) return
    this.#closing = frame
    this.lost()
  }

  #welcomed() {
    this.#failures = 0
    this.#attempt = 0
    this.onState('online')
  }

  #expectAnswer() {
    if (!this.#timers.has('answer')) this.#schedule('answer', answer_ms, () => this.lost())
  }

  #comeBack() {
    const closing = this.#closing
    this.#closing = null
    if (closing?.reason === 'replaced') return this.onState('elsewhere')
    const asked = closing?.retry_after
    const wait = asked === undefined ? reconnectDelay(this.#attempt, this.random) : askedDelay(asked, this.random)
    this.#failures += 1
    this.#attempt += 1
    this.onState('waiting')
    this.#schedule('start', wait, () => this.start())
  }

  #startPolling() {
    const { token, after, browser } = this
    this.#polling = new Polling({ token, after, browser, pass: (frame) => this.#pass(frame), fail: () => this.lost() })
    this.#schedule('socket', retry_socket_ms, () => this.#trySocketAgain())
    this.#polling.start(this.hello())
  }

  #trySocketAgain() {
    if (!this.browser.WebSocket) return
    this.#failures = 0
    this.start()
  }

  #drop() {
    const socket = this.#socket
    this.#generation += 1
    this.#socket = null
    this.#polling?.stop()
    this.#polling = null
    this.#stopTimers()
    socket?.close()
  }

  #schedule(name, wait, call) {
    this.#cancel(name)
    this.#timers.set(
      name,
      this.browser.setTimeout(() => {
        this.#timers.delete(name)
        call()
      }, wait),
    )
  }

  #cancel(name) {
    this.browser.clearTimeout(this.#timers.get(name))
    this.#timers.delete(name)
  }

  #stopTimers() {
    for (const name of [...this.#timers.keys()]) this.#cancel(name)
  }
}
