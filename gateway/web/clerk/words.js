// What the desk calls things. A name it does not know is shown as it is.
const known = (table) => (word) => table[word] ?? word

export const channelName = (channel) => {
  if (isSms(channel)) return '短信'
  return known({ web: '网页', web_chat: '网页', wechat: '微信' })(channel)
}

export const isSms = (channel) => /sms|kannel/.test(channel ?? '')

export const roleName = known({
  village: '民政协理员',
  town: '镇经办人',
  town_head: '镇负责人',
  county: '县民政局',
  admin: '系统管理员',
})

export const controlName = known({ bot: '机器人应答中', queued: '等待认领', human: '工作人员接待中' })

export const kindName = known({ consult: '咨询', apply: '申请', complaint: '投诉', help: '求助', agency: '代办', change: '变更', emergency: '急难' })

export const stateName = known({ submitted: '已登记', accepted: '办理中', closed: '已办结' })

export const statusName = known({
  kept: '等居民查看',
  queued: '发送中',
  sent: '已发出',
  delivered: '已送达',
  failed: '没发出去',
  unknown: '不知是否送到',
  dropped: '没有发，已由工作人员接着答',
})

export const fileName = known({ image: '图片', voice: '语音', video: '视频', file: '文件' })

export const fileProblem = known({
  too_large: '太大了，或存放的地方满了',
  wrong_type: '不收这种文件',
  gone: '对方平台上已经没有了',
  not_allowed: '存放它的网站不在允许的名单里',
  unreachable: '一直连不上',
  expired: '过了保存期，已删去',
})

export function fileSize(bytes) {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

export const actionName = known({
  opened: '登记',
  noticed: '发了服务通知',
  reminded_by_sms: '发了短信提醒',
  call_wanted: '请工作人员打电话',
  joined: '又来找',
  claimed: '认领',
  released: '放回待认领',
  replied: '答复',
  returned_to_bot: '交还机器人',
  closed: '办结',
})

// What a person lets us send him besides answers to what he just wrote.
export function consentWords(consent) {
  if (!consent?.answers) return '已全部退订：他再来消息才能回，急事打电话'
  return consent.notices ? '通知照收' : '已退订通知，只收对他所问的答复'
}

// The service notices he agreed to with WeChat; of each as many as he said yes.
export function optInWords(opt_ins) {
  if (!opt_ins?.length) return '没有'
  const count = opt_ins.reduce((sum, one) => sum + one.remaining, 0)
  return `${opt_ins.length} 种，点过 ${count} 次同意还没用`
}

// One line of what it is about: the resident's own words if they came last; while nobody has claimed
// it, what the bot wrote down.
export function previewOf({ control, case: its_case, last_message, owner }) {
  const told = its_case?.summary || its_case?.reason
  if (!last_message) return told || '（还没有消息）'
  if (last_message.author === 'resident') return last_message.text
  if (control === 'queued' && told) return told
  const speaker = { bot: '机器人：', note: '备注：', clerk: `${last_message.clerk?.name ?? owner?.name ?? '工作人员'}：` }[last_message.author] ?? ''
  return speaker + last_message.text
}

// Whom the conversation is with, in as few characters as a list has room for.
export const personName = (conversation) =>
  conversation.contact?.name || conversation.requester?.name || conversation.contact?.address || '居民'
