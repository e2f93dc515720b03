// After a question that brought no message; a server that answers at once must not be asked without end.
const pause_ms = 2_000

// A chat over plain requests: frames are posted, and one question is held open by the server until
// there is something to tell. Lives until it is stopped or fails once.
export class Polling {
  #stopped = false
  #asking = false
  #timer = null

  constructor({ token, after, pass, fail, browser }) {
    this.token = token
    this.after = after
    this.pass = pass // for every frame that comes
    this.fail = fail // the network is gone, or the server refuses
    this.browser = browser
  }

  async start(hello) {
    const welcomed = await this.#exchange('POST', '/chat/send', hello)
    if (!welcomed) return this.#end()
    if (this.after() > 0) this.#ask() // in a chat nobody wrote in nothing can be said
  }

  async send(frame) {
    if ((await this.#exchange('POST', '/chat/send', frame)) && !this.#asking) this.#ask()
  }

  stop() {
    this.#stopped = true
    this.browser.clearTimeout(this.#timer)
  }

  async #ask() {
    this.#asking = true
    const frames = await this.#exchange('GET', `/chat/poll?after=${this.after()}`)
    if (!frames) return this.#end()
    if (frames.some((frame) => frame.type === 'msg')) this.#ask()
    else this.#timer = this.browser.setTimeout(() => this.#ask(), pause_ms)
  }

  #end() {
    if (!this.#stopped) this.fail()
  }

  // The frames of a success; nothing when it was refused, failed or is no longer wanted.
  async #exchange(method, path, frame) {
    const headers = {}
    if (frame) headers['Content-Type'] = 'application/json'
    if (this.token()) headers.Authorization = `Bearer ${this.token()}`
    try {
      const response = await this.browser.fetch(path, { method, headers, cache: 'no-store', body: frame && JSON.stringify(frame) })
      const { frames } = await response.json()
      if (this.#stopped) return null
      for (const one of frames) this.pass(one)
      return response.ok && !this.#stopped ? frames : null
    } catch {
      this.#end() // no network, or no JSON: like a broken socket
      return null
    }
  }
}
