// 128 random bits in hex: names one message or one request, so that a repeat is recognised.
// crypto.randomUUID is missing in old web views and on plain http.
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
