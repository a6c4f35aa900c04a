import assert from 'node:assert/strict'
import test from 'node:test'
import type { Lesson, Script } from '#course/model.ts'
import { KindlabError } from '#protocol/kindlab-error.ts'
import { FakeProvider } from '#server/providers/fake/fake-provider.ts'
import { proveFirstSteps } from './prove-first-steps.ts'

const script = (source: string): Script => ({ path: `${source}.sh`, node: 'control-plane', source })

/** A lesson. Its first step with own checks requires `thing`, and its solution creates it. */
function lessonAbout(
  thing: string,
  { fault = false, solves = thing }: { fault?: boolean; solves?: string } = {},
): Lesson {
  const base = { title: 'Step', weight: 1, hints: [], wrongAnswers: [] }
  const look = { ...base, id: 'look', isObservation: true, checks: [] }
  const make = {
    ...base,
    id: 'make',
    isObservation: false,
    checks: [{ id: 'made', title: 'Made', script: script(`check ${thing}`) }],
    solution: script(`make ${solves}`),
    ...(fault ? { fault: script(`remove ${thing}`) } : {}),
  }
  const borrowed = { ...make, id: 'borrowed', from: 'module/other/make', solution: script('make nothing') }
  const texts = { title: 'Lesson', summary: 'A lesson.', folder: `01-module/01-${thing}`, moduleId: 'module' }
  const lists = {
    objectives: [],
    examPoints: [],
    runBlocks: [],
    headings: [],
    questions: [],
    steps: [look, borrowed, make],
  }
  return { id: thing, ...texts, ...lists, minutes: 1, nodes: 2, lab: 'fresh' }
}

/** Proves lessons on sandboxes that remember the created things. */
async function prove(lessons: readonly Lesson[], { provider = new FakeProvider(), side = 1 } = {}) {
  const made = new Map<string, Set<string>>()
  let clusters = 0
  provider.onExec(({ stdin }) => {
    const [id = ''] = provider.sandboxes.keys()
    if (!made.has(id)) clusters += 1
    const things = made.get(id) ?? new Set<string>()
    made.set(id, things)
    const [, verb, thing = ''] = /^(\w+) ?(.*)/.exec(String(stdin)) ?? []
    // The clean-up between lessons.
    if (verb === 'set') return { exitCode: things.has('dead node') ? 1 : 0 }
    if (verb === 'make') things.add(thing)
    if (verb === 'remove') things.delete(thing)
    if (verb !== 'check' || thing === 'always' || things.has(thing)) return { exitCode: 0 }
    return { exitCode: 1, stdout: 'expected: it\nactual: nothing\nwhy: not made\n' }
  })
  const patience = { wrong: { deadlineMs: 20, pauseMs: 1 }, solved: { deadlineMs: 20, pauseMs: 1 } }
  const progress = { line: () => undefined, note: () => undefined }
  const { signal } = new AbortController()
  const proofs = await proveFirstSteps(lessons, {
    provider,
    clusters: side,
    proof: { patience, repeats: 1 },
    progress,
    signal,
  })
  return { findings: proofs.map(({ lesson, findings }) => [lesson, ...findings]), clusters, provider }
}

test('lessons share a cluster, which is removed at the end', async () => {
  const { findings, clusters, provider } = await prove([lessonAbout('a'), lessonAbout('b', { fault: true })])
  assert.deepEqual(findings, [['module/a'], ['module/b']])
  assert.equal(clusters, 1)
  assert.equal(provider.sandboxes.size, 0)
})

test('a step that fails on a used cluster is tried on a fresh one', async () => {
  const { findings, clusters } = await prove([lessonAbout('a'), lessonAbout('a'), lessonAbout('b')])
  assert.deepEqual(findings, [['module/a'], ['module/a'], ['module/b']])
  assert.equal(clusters, 2)
})

test('finds a solution without effect, and a step that is met from the start', async () => {
  const { findings } = await prove([lessonAbout('a', { solves: 'x' }), lessonAbout('always')])
  assert.deepEqual(findings, [
    ['module/a', 'the solution does not meet the checks: made unmet, nothing, not made'],
    ['module/always', 'the checks are met before the learner has done anything'],
  ])
})

test('a failed cluster fails its lesson by name, and the next lesson gets another cluster', async () => {
  const provider = new FakeProvider()
  provider.faults.failNext('create', new KindlabError('docker.unavailable'))
  const { findings } = await prove([lessonAbout('a'), lessonAbout('b')], { provider })
  assert.match(findings[0]?.[1] ?? '', /^could not continue: /)
  assert.deepEqual(findings[1], ['module/b'])
})

test('a cluster that cannot be cleaned up is not used again', async () => {
  const { findings, clusters } = await prove([lessonAbout('dead node'), lessonAbout('b')])
  assert.deepEqual(findings, [['module/dead node'], ['module/b']])
  assert.equal(clusters, 2)
})

test('with two clusters every lesson is proved on one of them, and both are removed', async () => {
  const { findings, provider } = await prove(
    ['a', 'b', 'c'].map((thing) => lessonAbout(thing)),
    { side: 2 },
  )
  assert.deepEqual(findings, [['module/a'], ['module/b'], ['module/c']])
  assert.equal(provider.sandboxes.size, 0)
})
