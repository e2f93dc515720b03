// The order of the list: urgent first, then who has waited longest; who waits for nothing comes
// after them, the latest talk on top.
export function compareConversations(a, b) {
  const waiting = rank(a) - rank(b)
  if (waiting !== 0) return waiting
  if (a.waiting_since && b.waiting_since) return Date.parse(a.waiting_since) - Date.parse(b.waiting_since) || a.id - b.id
  return lastSeq(b) - lastSeq(a) || b.id - a.id
}

const priorities = ['urgent', 'high', 'normal']

export const isUrgent = (conversation) => openPriority(conversation) === 'urgent'

// What is closed is urgent no more.
function openPriority({ case: its_case }) {
  return its_case && its_case.state !== 'closed' ? its_case.priority : 'normal'
}

function rank(conversation) {
  return conversation.waiting_since ? priorities.indexOf(openPriority(conversation)) : priorities.length
}

const lastSeq = (conversation) => conversation.last_message?.seq ?? 0

// Of two pictures of one conversation the later one, `a` if they are of the same moment: an answer
// to an old question may arrive after a newer event.
export function newer(a, b) {
  if (!a || !b) return a ?? b
  if (a.epoch !== b.epoch) return a.epoch > b.epoch ? a : b
  return lastSeq(a) >= lastSeq(b) ? a : b
}

export const inView = {
  unclaimed: (conversation) => conversation.control === 'queued',
  mine: (conversation, me) => conversation.control === 'human' && conversation.owner?.id === me?.id,
  all: () => true,
}
