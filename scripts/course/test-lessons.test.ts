import assert from 'node:assert/strict'
import test from 'node:test'
import type { Lesson, Script } from '#course/model.ts'
import { KindlabError } from '#protocol/kindlab-error.ts'
import { FakeProvider } from '#server/providers/fake/fake-provider.ts'
import { formatProofs, testLessons } from './test-lessons.ts'

const script = (source: string): Script => ({ path: `${source}.sh`, node: 'control-plane', source })

/** A lesson with one step, which its solution solves. */
function lessonNamed(id: string, checkCount = 1): Lesson {
  const checks = Array.from({ length: checkCount }, () => ({ id: 'made', title: 'Made', script: script('check') }))
  const solution = script('solve')
  const step = {
    id: 'make',
    title: 'Make',
    weight: 1,
    isObservation: false,
    checks,
    hints: [],
    solution,
    wrongAnswers: [],
  }
  const texts = { title: 'Lesson', summary: 'A lesson.', folder: `01-module/01-${id}`, moduleId: 'module' }
  const lists = { objectives: [], examPoints: [], runBlocks: [], headings: [], questions: [], steps: [step] }
  return { id, ...texts, ...lists, minutes: 1, nodes: 2, lab: 'fresh' }
}

async function run(lessons: readonly Lesson[], provider: FakeProvider, signal = new AbortController().signal) {
  const solved = new Set<unknown>()
  const looks: unknown[] = []
  provider.onExec(({ stdin }) => {
    const [sandbox] = [...provider.sandboxes.keys()].slice(-1)
    if (stdin === 'solve') solved.add(sandbox)
    if (stdin === 'check') looks.push(sandbox)
    if (String(stdin).startsWith('# disturb')) return { exitCode: 0 }
    return solved.has(sandbox)
      ? { exitCode: 0 }
      : { exitCode: 1, stdout: 'expected: it\nactual: nothing\nwhy: not made\n' }
  })
  const notes: string[] = []
  const progress = { line: () => undefined, note: (text: string) => void notes.push(text.replace(/ \(.*/, '')) }
  const patience = { wrong: { deadlineMs: 20, pauseMs: 1 }, solved: { deadlineMs: 20, pauseMs: 1 } }
  const proofs = await testLessons(lessons, { provider, jobs: 1, proof: { patience, repeats: 2 }, progress, signal })
  return { proofs, notes, lookCount: looks.length }
}

test('each lesson is proved on its own sandbox, which is removed afterwards', async () => {
  const provider = new FakeProvider()
  const { proofs, notes, lookCount } = await run([lessonNamed('a'), lessonNamed('seen', 0), lessonNamed('b')], provider)
  assert.deepEqual(
    proofs.map(({ lesson, findings }) => [lesson, findings]),
    [
      ['module/a', []],
      ['module/b', []],
    ],
  )
  assert.deepEqual(notes, [
    'module/a: cluster of 2',
    'module/a: make proved',
    'module/b: cluster of 2',
    'module/b: make proved',
  ])
  assert.equal(provider.sandboxes.size, 0)
  // Two rounds before and two after the solution, the first solved round, and one after the second run of the solution.
  assert.equal(lookCount, 2 * 6)
})

test('a failed cluster fails its lesson by name, and the others are proved', async () => {
  const provider = new FakeProvider()
  provider.faults.failNext('create', new KindlabError('docker.unavailable'))
  const { proofs } = await run([lessonNamed('a'), lessonNamed('b')], provider)
  assert.deepEqual(
    proofs.map(({ lesson, step, findings }) => [lesson, step, findings.length]),
    [
      ['module/a', '-', 1],
      ['module/b', 'make', 0],
    ],
  )
  assert.match(proofs[0]?.findings[0] ?? '', /^could not continue: /)
})

test('an abort ends the run and leaves no sandbox', async () => {
  const provider = new FakeProvider()
  const stopping = new AbortController()
  provider.faults.hangNext('create')
  const running = run([lessonNamed('a')], provider, stopping.signal)
  stopping.abort(new Error('stopped'))
  await assert.rejects(running, /stopped/)
  assert.equal(provider.sandboxes.size, 0)
})

test('the table shows results and durations, with the findings below', () => {
  const base = { lesson: 'a/b', checkCount: 1, wrongCount: 2, slowestCheckMs: 110.4, durationMs: 1200 }
  const lines = formatProofs([
    { ...base, step: 'one', findings: [], solvedMs: 900 },
    { ...base, step: 'second', findings: ['check x is always met, so it tests nothing'], solvedMs: undefined },
  ])
  assert.deepEqual(lines, [
    'lesson  step    checks  wrong  solved in  slowest check  took   result',
    'a/b     one     1       2      0.9 s      110 ms         1.2 s  proved',
    'a/b     second  1       2      -          110 ms         1.2 s  FAILED',
    'a/b second: check x is always met, so it tests nothing',
  ])
})
