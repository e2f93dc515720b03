import { onBeforeUnmount, ref } from 'vue'

// The time, every ten seconds.
export function useNow() {
  const now = ref(Date.now())
  const ticking = setInterval(() => (now.value = Date.now()), 10_000)
  onBeforeUnmount(() => clearInterval(ticking))
  return now
}
