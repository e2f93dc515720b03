import { ref } from 'vue'
import { useRouter } from 'vue-router'

// A screen with one box to fill: sends it, then goes back to the conversation; on a failure the words stay.
export function useWriting(save) {
  const router = useRouter()
  const text = ref('')
  const busy = ref(false)
  const problem = ref('')

  async function submit() {
    const words = text.value.trim()
    if (!words || busy.value) return
    busy.value = true
    problem.value = ''
    try {
      await save(words)
      router.back()
    } catch (error) {
      problem.value = `没有存上：${error.message}`
    } finally {
      busy.value = false
    }
  }

  return { text, busy, problem, submit }
}
