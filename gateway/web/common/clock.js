// Times as the county's clock shows them, whatever the device is set to. Beijing time has no summer time.
const beijing_offset_ms = 8 * 3_600_000
const day_ms = 86_400_000

const parts = (at) => new Date(new Date(at).getTime() + beijing_offset_ms)
const two = (number) => String(number).padStart(2, '0')

export function dayNumber(at) {
  return Math.floor(parts(at).getTime() / day_ms)
}

export function timeOfDay(at) {
  const date = parts(at)
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`
}

// 今天, 昨天, 11月20日, 2025年11月20日
export function dayName(at, now) {
  const days = dayNumber(now) - dayNumber(at)
  if (days === 0) return '今天'
  if (days === 1) return '昨天'
  const date = parts(at)
  const day = `${date.getUTCMonth() + 1}月${date.getUTCDate()}日`
  return date.getUTCFullYear() === parts(now).getUTCFullYear() ? day : `${date.getUTCFullYear()}年${day}`
}

export function moment(at, now) {
  const day = dayName(at, now)
  return day === '今天' ? timeOfDay(at) : `${day} ${timeOfDay(at)}`
}

export function duration(from, now) {
  const minutes = Math.max(0, Math.floor((new Date(now) - new Date(from)) / 60_000))
  if (minutes < 1) return '不到1分钟'
  if (minutes < 60) return `${minutes}分钟`
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)}小时${minutes % 60 ? `${minutes % 60}分` : ''}`
  return `${Math.floor(minutes / (24 * 60))}天`
}
