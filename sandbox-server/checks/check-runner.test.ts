import assert from 'node:assert/strict'
import test from 'node:test'
import type { CheckResultView } from '#protocol/views.ts'
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { Lesson } from '#course/model.ts'
import { FakeProvider } from '#server/providers/fake/fake-provider.ts'
import { createCheckRunner } from './check-runner.ts'

const SCRIPT = { path: 'x.sh', source: 'exit 0', node: 'worker' } as const

function lessonWith(steps: Readonly<Record<string, readonly string[]>>): Lesson {
  return {
    id: 'lesson',
    moduleId: 'module',
    folder: '01-module/01-lesson',
    title: 'Lesson',
    summary: 'A lesson.',
    minutes: 1,
    objectives: ['do it'],
    examPoints: [],
    nodes: 2,
    lab: 'fresh',
    runBlocks: [],
    headings: [],
    questions: [],
    steps: Object.entries(steps).map(([id, checks]) => ({
      id,
      title: id,
      weight: 1,
      isObservation: false,
      hints: [],
      wrongAnswers: [],
      checks: checks.map((check) => ({ id: check, title: check, script: { ...SCRIPT, source: `# ${check}` } })),
    })),
  }
}

const LESSON = lessonWith({ one: ['a', 'b'], two: ['c'], three: ['d'] })

async function arrange() {
  const provider = new FakeProvider({ facts: { KINDLAB_CNI: 'flannel' } })
  const spec = { id: 'ab12', nodeCount: 2, labId: 'lab', generation: 1 } as const
  const sandbox = await provider.create(spec, { signal: new AbortController().signal, onPhase: () => undefined })
  let time = 1_000
  const runner = createCheckRunner({ now: () => time++ })
  const run = async (steps: readonly string[], signal = new AbortController().signal): Promise<CheckResultView[]> => {
    const results: CheckResultView[] = []
    await runner.run({ sandbox, lesson: LESSON, steps, signal, onResult: (result) => results.push(result) })
    return results
  }
  return { provider, sandbox, run }
}

test('runs the checks of the asked steps and of no other', async () => {
  const { provider, run } = await arrange()
  provider.onExec(() => ({ exitCode: 0 }))
  const results = await run(['one', 'three'])
  assert.deepEqual(results.map(({ step, check, outcome }) => `${step}/${check} ${outcome}`).toSorted(), [
    'one/a met',
    'one/b met',
    'three/d met',
  ])
})

test('streams the script through stdin with the facts and the names of the nodes, and writes nothing', async () => {
  const { provider, sandbox, run } = await arrange()
  provider.onExec(() => ({ exitCode: 0 }))
  await run(['two'])
  const [exec] = sandbox.execs
  assert.equal(sandbox.execs.length, 1)
  assert.deepEqual(exec?.argv, ['bash', '--noprofile', '--norc', '-s'])
  assert.equal(exec?.stdin, '# c')
  assert.equal(exec?.node, 'worker')
  assert.deepEqual(exec?.env, {
    KINDLAB_CNI: 'flannel',
    KINDLAB_CONTROL_PLANE: 'kl-ab12-control-plane',
    KINDLAB_WORKER: 'kl-ab12-worker',
  })
})

test('an unmet check gives the expected and the actual state, and why', async () => {
  const { provider, run } = await arrange()
  provider.onExec(() => ({ exitCode: 1, stdout: 'expected: Running\nactual: Pending\nwhy: no node\n' }))
  const [result] = await run(['two'])
  assert.deepEqual(
    { ...result, durationMs: 0, checkedAt: 0 },
    {
      step: 'two',
      check: 'c',
      outcome: 'unmet',
      expected: 'Running',
      actual: 'Pending',
      why: 'no node',
      checkedAt: 0,
      durationMs: 0,
    },
  )
})

test('a script that fails without a verdict is an error, never an unmet check', async () => {
  const { provider, run } = await arrange()
  provider.onExec(() => ({ exitCode: 1, stderr: 'first\nThe connection to the server was refused\n' }))
  const [result] = await run(['two'])
  assert.equal(result?.outcome, 'error')
  assert.equal(result?.why, 'The check ended with 1 and no verdict: The connection to the server was refused')
})

test('a check that could not run is an error with a sentence, and the others still answer', async () => {
  const { provider, run } = await arrange()
  provider.onExec(() => ({ exitCode: 0 }))
  provider.faults.failNext('exec', new KindlabError('exec.timeout'))
  const results = await run(['one'])
  assert.deepEqual(results.map(({ outcome }) => outcome).toSorted(), ['error', 'met'])
  assert.equal(
    results.find(({ outcome }) => outcome === 'error')?.why,
    'A command in the cluster did not finish in time.',
  )
})

test('at most three checks run at once', async () => {
  const { provider, run } = await arrange()
  let running = 0
  let most = 0
  provider.onExec(async () => {
    most = Math.max(most, ++running)
    await new Promise((resolve) => setTimeout(resolve, 5))
    running--
    return { exitCode: 0 }
  })
  assert.equal((await run(['one', 'two', 'three'])).length, 4)
  assert.equal(most, 3)
})

test('an abort ends the round', async () => {
  const { provider, run } = await arrange()
  provider.onExec(() => new Promise(() => undefined))
  const stop = new AbortController()
  const round = run(['one'], stop.signal)
  stop.abort(new Error('the lab has ended'))
  await assert.rejects(round, /the lab has ended/)
})
