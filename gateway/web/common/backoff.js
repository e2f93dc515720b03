// How long to wait before the n-th new attempt (0, 1, 2 …): doubles up to 30 s. The random half keeps
// a hall full of pages from coming back in the same instant after a restart.
export function reconnectDelay(attempt, random = Math.random) {
  const ceiling = Math.min(30_000, 1_000 * 2 ** Math.min(attempt, 10))
  return Math.round(ceiling / 2 + (random() * ceiling) / 2)
}

// After the server itself said when to come back, in seconds.
export function askedDelay(seconds, random = Math.random) {
  return Math.round(Math.min(seconds, 120) * 1_000 + random() * 2_000)
}
