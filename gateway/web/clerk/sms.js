// What a text costs as an SMS: mainland carriers bill every character as one, 70 in a single message
// and 67 in each part of a longer one; a character outside the basic plane counts two.
const single_max = 70
const part_max = 67

export function smsCost(text) {
  const characters = text.length // UTF-16 units are exactly what is billed
  if (characters <= single_max) return { characters, parts: 1 }
  return { characters, parts: partsOf(text) }
}

// A pair of surrogates is never cut in two: it moves to the next part whole.
function partsOf(text) {
  let parts = 1
  let used = 0
  for (const character of text) {
    if (used + character.length > part_max) {
      parts += 1
      used = 0
    }
    used += character.length
  }
  return parts
}
