/** Answers of a node on which the learner is root, against the real parser in its thread. */
import assert from 'node:assert/strict'
import process from 'node:process'
import { after, test } from 'node:test'
import { pino } from 'pino'
import { systemClock } from '#server/time/clock.ts'
import { ClusterView, ServiceRules } from '#protocol/cluster.ts'
import {
  API_ANSWERS,
  CHECKS,
  list,
  MAX_API,
  MAX_NODE,
  NODE_ANSWERS,
  pod,
  RULES,
} from '#server/testing/hostile/hostile-answers.ts'
import { AnswerThread } from './answer-thread.ts'

const NODE = { id: 'control-plane', name: 'kl-control-plane' } as const
const answers = new AnswerThread({ clock: systemClock, log: pino({ level: 'silent' }) })
after(() => answers.close())

/** Processor time counts, because a busy machine holds every thread. */
const MAX_CALLER_MS = 200

/** Runs the parser, and measures the processor time of the caller's own thread. */
async function whileMeasuring<T>(parse: () => Promise<T>): Promise<T> {
  const before = process.threadCpuUsage()
  const parsed = await parse()
  const { user, system } = process.threadCpuUsage(before)
  assert.ok((user + system) / 1000 < MAX_CALLER_MS, `the caller worked for ${(user + system) / 1000} ms`)
  return parsed
}

for (const [name, text] of Object.entries(API_ANSWERS)) {
  test(`the API server answers with ${name}`, async () => {
    const api = { ok: true, text: text.slice(0, MAX_API) } as const
    const view = await whileMeasuring(() => answers.readView({ nodes: [NODE], outputs: [], api }))
    assert.ok(ClusterView.safeParse(view).success)
    assert.ok(JSON.stringify(view).length <= 1_100_000)
  })
}

for (const [name, text] of Object.entries(NODE_ANSWERS)) {
  test(`a node answers with ${name}`, async () => {
    const outputs = [{ node: NODE, text, isTruncated: false }]
    const api = { ok: false, problem: 'silent' } as const
    const view = await whileMeasuring(() => answers.readView({ nodes: [NODE], outputs, api }))
    assert.ok(ClusterView.safeParse(view).success)
    assert.ok(JSON.stringify(view).length <= 1_100_000)
  })
}

for (const [name, text] of Object.entries(RULES)) {
  test(`iptables answers with ${name}`, async () => {
    const chains = await whileMeasuring(() => answers.followRules(text.slice(0, MAX_NODE), 'default/web'))
    assert.ok(ServiceRules.safeParse({ service: 'default/web', node: NODE.id, chains }).success)
  })
}

for (const [name, text] of Object.entries(CHECKS)) {
  test(`a check answers with ${name}`, async () => {
    const { why = '' } = await whileMeasuring(() => answers.readCheck(text.slice(0, 8_192)))
    assert.ok(why.length <= 400)
  })
}

test('after all these answers the thread still reads a cluster', async () => {
  const api = { ok: true, text: list(pod('web')) } as const
  const view = await answers.readView({ nodes: [NODE], outputs: [], api })
  assert.deepEqual(
    view.pods.map(({ key }) => key),
    ['default/web'],
  )
})
