// A transcript is an array of messages with rising seq and no seq twice.
const steps = ['kept', 'queued', 'sent', 'delivered']

export function merge(transcript, messages) {
  const bySeq = new Map(transcript.map((message) => [message.seq, message]))
  for (const message of messages) bySeq.set(message.seq, withLaterStatus(bySeq.get(message.seq), message))
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq)
}

// `media`: what became of a file, where the news tells of one.
export function withStatus(transcript, seq, status, media) {
  return transcript.map((message) =>
    message.seq === seq ? withLaterStatus(message, { ...message, status, media: media ?? message.media }) : message,
  )
}

// A late "sent" must not undo a "delivered".
function withLaterStatus(before, after) {
  if (!before) return after
  const back = steps.includes(after.status) && steps.indexOf(after.status) < steps.indexOf(before.status)
  return back ? { ...after, status: before.status } : after
}
