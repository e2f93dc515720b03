import { ref, watch, watchEffect } from 'vue'
import { useInbox } from '../clerk/stores/inbox.js'
import { useLive } from '../clerk/stores/live.js'
import { personName } from '../clerk/words.js'

const remembered = 'yimen.desk.sound'

// Tells the clerk that something came: a line for screen readers, the number in the page's title and,
// if he wants it, two soft tones.
export function useNews() {
  const inbox = useInbox()
  const live = useLive()
  const line = ref('')
  const sound = ref(localStorage.getItem(remembered) === 'on')
  let audio = null

  watch(
    () => live.news,
    (news) => {
      if (!news) return
      const item = news.conversation
      const where = item.area?.name ?? ''
      line.value =
        news.kind === 'case' ? `新的办件等待认领：${where} ${item.case?.reason ?? ''}` : `${personName(item)} 发来新消息`
      if (sound.value) chime()
    },
  )
  watchEffect(() => {
    const waiting = inbox.counters.unclaimed
    document.title = `${waiting ? `(${waiting}) ` : ''}工作台 · 一门`
  })
  watch(sound, (on) => {
    localStorage.setItem(remembered, on ? 'on' : 'off')
    if (on) chime() // a click allowed it, so later ones are allowed too
  })

  function chime() {
    audio ??= new AudioContext()
    for (const [pitch, start] of [[660, 0], [880, 0.16]]) tone(pitch, audio.currentTime + start)
  }

  function tone(pitch, start) {
    const source = audio.createOscillator()
    const volume = audio.createGain()
    source.frequency.value = pitch
    volume.gain.setValueAtTime(0.12, start)
    volume.gain.exponentialRampToValueAtTime(0.001, start + 0.3)
    source.connect(volume).connect(audio.destination)
    source.start(start)
    source.stop(start + 0.3)
  }

  return { line, sound }
}
