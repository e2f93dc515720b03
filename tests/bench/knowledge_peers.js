// nlp.js on the questions of knowledge_peers.py: reads {"train":[[topic,text]…],"ask":[text…]} on
// standard input, writes {"topics":[by falling score…],"microseconds":…} a question.
const fs = require('fs')
const { NlpManager } = require('node-nlp')

async function main () {
  const { train, ask } = JSON.parse(fs.readFileSync(0, 'utf8'))
  const manager = new NlpManager({ languages: ['zh'], nlu: { log: false }, forceNER: false, autoSave: false })
  for (const [topic, text] of train) manager.addDocument('zh', text, topic)
  await manager.train()
  for (const text of ask) {
    const from = process.hrtime.bigint()
    const answer = await manager.process('zh', text)
    const microseconds = Number(process.hrtime.bigint() - from) / 1000
    const topics = answer.classifications.slice(0, 5).map(one => one.intent)
    process.stdout.write(JSON.stringify({ topics, microseconds }) + '\n')
  }
}

main()
