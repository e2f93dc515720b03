// The demonstration's telephones: takes SMS where Kannel's sendsms would, shows them and sends delivery receipts, so
// that the gateway can be tried without an operator's line.
//
//   GET /cgi-bin/sendsms?to=…&text=…&dlr-url=…   as Kannel 1.4 answers it
//   GET /inbox?to=13800000001&after=3            the messages after the third one, as soon as there is one

import { createServer } from 'node:http'

const port = 13013
const wait_ms = 8_000
const inboxes = new Map() // number -> { texts, waiting }

function inbox(number) {
  const key = number.replace(/\D/g, '').slice(-11)
  if (!inboxes.has(key)) inboxes.set(key, { texts: [], waiting: new Set() })
  return inboxes.get(key)
}

// Kannel's %d: 8 is handed to the operator, 1 is on the telephone.
async function sendReceipts(url) {
  for (const state of ['8', '1']) await fetch(url.replace('%d', state)).catch(() => null)
}

function take(query) {
  const text = query.get('text')
  const box = inbox(query.get('to'))
  box.texts.push(text)
  console.log(`SMS to ${query.get('to')}: ${text}`)
  for (const tell of box.waiting) tell()
  if (query.get('dlr-url')) setImmediate(sendReceipts, query.get('dlr-url'))
}

function show(query, response) {
  const box = inbox(query.get('to'))
  const after = Number(query.get('after') ?? 0)
  const answer = () => {
    clearTimeout(limit)
    box.waiting.delete(answer)
    response.setHeader('content-type', 'application/json; charset=utf-8')
    response.end(JSON.stringify({ count: box.texts.length, texts: box.texts.slice(after) }))
  }
  const limit = setTimeout(answer, box.texts.length > after || !query.has('after') ? 0 : wait_ms)
  box.waiting.add(answer)
}

createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost')
  if (pathname === '/cgi-bin/sendsms' && searchParams.has('to') && searchParams.has('text')) {
    take(searchParams)
    response.writeHead(202).end('0: Accepted for delivery')
  } else if (pathname === '/inbox' && searchParams.has('to')) {
    show(searchParams, response)
  } else {
    response.writeHead(404).end()
  }
})
  .on('error', (error) => console.error(`the demonstration's telephones are off: ${error.message}`))
  .listen(port, '127.0.0.1')
