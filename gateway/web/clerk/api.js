// The desk's API. Every answer that is no success becomes an ApiError with the server's own words.
export class ApiError extends Error {
  constructor(status, code, message, details = {}) {
    super(message)
    this.status = status
    this.code = code
    this.details = details
  }
}

const deadline_ms = 20_000
let csrf = ''
let onLoggedOut = () => {}

export function setCsrf(token) {
  csrf = token
}

export function whenLoggedOut(handler) {
  onLoggedOut = handler
}

// `key` names the action: sent again with the same key it is done once. `version` is the one the
// clerk saw: on any later one nothing is done (412).
export async function call(method, path, { body, key, version } = {}) {
  const response = await send(method, path, body, key, version)
  if (response.status === 204) return null
  const answer = await response.json().catch(() => null)
  if (response.ok && answer) return answer
  const error = answer?.error ?? {}
  if (response.status === 401 && path !== '/auth/login') onLoggedOut()
  throw new ApiError(response.status, error.code ?? 'unreadable', error.message ?? '服务器没有正常回答，请稍后再试', error.details)
}

async function send(method, path, body, key, version) {
  const headers = {}
  if (body !== undefined) headers['Content-Type'] = 'application/json'
  if (method !== 'GET') headers['X-CSRF-Token'] = csrf
  if (key) headers['Idempotency-Key'] = key
  if (version !== undefined) headers['If-Match'] = `"${version}"`
  const control = new AbortController()
  const timer = setTimeout(() => control.abort(), deadline_ms)
  try {
    return await fetch(`/api/v1${path}`, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: 'same-origin',
      cache: 'no-store',
      signal: control.signal,
    })
  } catch {
    throw new ApiError(0, 'offline', '网络不通，请稍后再试')
  } finally {
    clearTimeout(timer)
  }
}
