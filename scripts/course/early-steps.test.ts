import assert from 'node:assert/strict'
import test from 'node:test'
import type { Lesson, Script, Step } from '#course/model.ts'
import { FakeProvider } from '#server/providers/fake/fake-provider.ts'
import { disturbShells } from './disturb-shells.ts'
import { EarlySteps } from './early-steps.ts'

const script = (source: string): Script => ({ path: `${source}.sh`, node: 'control-plane', source })

function stepNamed(id: string, fault?: Script): Step {
  const checks = [{ id: `check-${id}`, title: id, script: script(id) }]
  const base = { id, title: id, weight: 1, isObservation: false, checks, hints: [], wrongAnswers: [] }
  return fault === undefined ? base : { ...base, fault }
}

async function arrange(met: Set<string>) {
  const provider = new FakeProvider()
  const { signal } = new AbortController()
  const sandbox = await provider.create(
    { id: '0123456789abcdef', nodeCount: 2, labId: undefined, generation: 1 },
    { signal, onPhase: () => undefined },
  )
  provider.onExec(({ stdin }) => ({ exitCode: met.has(String(stdin)) ? 0 : 1, stdout: 'actual: no\n' }))
  const steps = [stepNamed('one'), stepNamed('two'), stepNamed('broken', script('break')), stepNamed('four')]
  const texts = { id: 'lesson', title: 'Lesson', summary: 'A lesson.', folder: '01-m/01-lesson', moduleId: 'm' }
  const lists = { objectives: [], examPoints: [], runBlocks: [], headings: [], questions: [], steps }
  const lesson: Lesson = { ...texts, ...lists, minutes: 1, nodes: 2, lab: 'fresh' }
  return { early: new EarlySteps(lesson, sandbox), steps, signal, sandbox }
}

test('a step that is met on a fresh cluster is found; a step with a fault is not checked before its fault', async () => {
  const { early, steps, signal } = await arrange(new Set(['two', 'broken']))
  await early.findAfter(undefined, signal)
  assert.deepEqual(
    steps.map((step) => early.findingsOf(step).length),
    [0, 1, 0, 0],
  )
  const [, two] = steps
  assert.ok(two)
  assert.match(early.findingsOf(two)[0] ?? '', /on a fresh cluster$/)
})

test('a step that an earlier one meets too soon is found', async () => {
  const met = new Set<string>()
  const { early, steps, signal } = await arrange(met)
  const [one, , , four] = steps
  assert.ok(one && four)
  await early.findAfter(undefined, signal)
  met.add('four')
  await early.findAfter(one, signal)
  assert.match(early.findingsOf(four)[0] ?? '', /after the step one$/)
})

test('the disturbance reaches each node, and a failure is reported', async () => {
  const { sandbox, signal } = await arrange(new Set())
  assert.match((await disturbShells(sandbox, signal)) ?? '', /^the disturbance of control-plane ended with 1/)
  const disturbed = sandbox.execs.filter(({ stdin }) => String(stdin).startsWith('# disturb'))
  assert.deepEqual(
    disturbed.map(({ node }) => node),
    ['control-plane'],
  )
})
