import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ReporterOptions, StepReporter } from './step-reporter.ts'

function reporterOn(screen: string[], overrides: Partial<ReporterOptions> = {}) {
  let now = 0
  return new StepReporter({
    write: (text) => screen.push(text),
    isTerminal: false,
    columns: 80,
    nowMs: () => (now += 1500),
    confirm: async () => true,
    ...overrides,
  })
}

test('prints the result and the duration of a step', async () => {
  const screen: string[] = []
  const value = await reporterOn(screen).step('Docker', async () => ({ value: 7, text: '26.1', mark: 'done' }))
  assert.equal(value, 7)
  assert.deepEqual(screen, ['✓ Docker: 26.1 (1.5 s)\n'])
})

test('marks an unchanged step', async () => {
  const screen: string[] = []
  await reporterOn(screen).step('Image', async () => ({ value: undefined, text: 'unchanged', mark: 'unchanged' }))
  assert.deepEqual(screen, ['· Image: unchanged (1.5 s)\n'])
})

test('marks a failed step and rethrows its error', async () => {
  const screen: string[] = []
  const failing = reporterOn(screen).step('Image', () => Promise.reject(new Error('no space')))
  await assert.rejects(failing, /no space/)
  assert.deepEqual(screen, ['✗ Image (1.5 s)\n'])
})

test('prints notes, and asks with the given function', async () => {
  const screen: string[] = []
  const asked: string[] = []
  const confirm = async (question: string) => {
    asked.push(question)
    return false
  }
  const answer = await reporterOn(screen, { confirm }).step('Image', async (progress) => {
    progress.note('from the registry')
    return { value: await progress.confirm('Install?'), text: 'asked', mark: 'warned' }
  })
  assert.equal(answer, false)
  assert.deepEqual(asked, ['Install?'])
  assert.deepEqual(screen, ['  from the registry\n', '! Image: asked (1.5 s)\n'])
})

test('clears the live line before it prints another line', async () => {
  const screen: string[] = []
  await reporterOn(screen, { isTerminal: true }).step('Docker', async () => ({ value: 1, text: 'here', mark: 'done' }))
  assert.deepEqual(screen, ['\r\u001B[K', '✓ Docker: here (1.5 s)\n'])
})

test('prefixes notes with the name of the step while two steps run', async () => {
  const screen: string[] = []
  const reporter = reporterOn(screen)
  const image = Promise.withResolvers<void>()
  const first = reporter.step('Image', async () => {
    await image.promise
    return { value: 1, text: '', mark: 'done' }
  })
  await reporter.step('Site', async (progress) => {
    progress.note('30 pages')
    return { value: 2, text: '', mark: 'done' }
  })
  image.resolve()
  await first
  assert.deepEqual(screen, ['  Site | 30 pages\n', '✓ Site (1.5 s)\n', '✓ Image (4.5 s)\n'])
})

test('a log gets a line when the output changes, and each minute while it does not', async (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] })
  const screen: string[] = []
  const end = Promise.withResolvers<void>()
  const step = reporterOn(screen).step('Image', async (progress) => {
    progress.line('links')
    await end.promise
    return { value: undefined, text: 'built', mark: 'done' }
  })
  t.mock.timers.tick(60_000)
  assert.deepEqual(screen, ['▸ Image (1.5 s) links\n'])
  t.mock.timers.tick(15_000)
  assert.deepEqual(screen.slice(1), ['▸ Image (3.0 s) links\n'])
  end.resolve()
  await step
})
