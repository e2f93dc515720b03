// Timers that run when the test says so.
export function fakeTime() {
  const timers = new Map()
  let now = 0
  let next = 1
  return {
    set(call, wait) {
      timers.set(next, { call, due: now + wait })
      return next++
    },
    clear: (id) => timers.delete(id),
    pass(milliseconds) {
      const end = now + milliseconds
      for (;;) {
        const due = [...timers].filter(([, timer]) => timer.due <= end).sort((a, b) => a[1].due - b[1].due)[0]
        if (!due) break
        timers.delete(due[0])
        now = due[1].due
        due[1].call()
      }
      now = end
    },
  }
}

// A WebSocket whose other end is the test.
export class FakeSocket {
  static made = []

  constructor(url, protocol) {
    Object.assign(this, { url, protocol, readyState: 0, sent: [] })
    FakeSocket.made.push(this)
  }

  send(text) {
    this.sent.push(JSON.parse(text))
  }

  opens() {
    this.readyState = 1
    this.onopen()
  }

  says(frame) {
    this.onmessage({ data: JSON.stringify(frame) })
  }

  breaks() {
    this.readyState = 3
    this.onclose()
  }

  close() {
    this.readyState = 3
  }
}
