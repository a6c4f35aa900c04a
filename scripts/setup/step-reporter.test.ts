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

test('says what a step came to, and its time', async () => {
  const screen: string[] = []
  const value = await reporterOn(screen).step('Docker', async () => ({ value: 7, text: '26.1', mark: 'done' }))
  assert.equal(value, 7)
  assert.deepEqual(screen, ['✓ Docker: 26.1 (1.5 s)\n'])
})

test('marks what was there already', async () => {
  const screen: string[] = []
  await reporterOn(screen).step('Image', async () => ({ value: undefined, text: 'unchanged', mark: 'unchanged' }))
  assert.deepEqual(screen, ['· Image: unchanged (1.5 s)\n'])
})

test('marks a failed step and passes its error on', async () => {
  const screen: string[] = []
  const failing = reporterOn(screen).step('Image', () => Promise.reject(new Error('no space')))
  await assert.rejects(failing, /no space/)
  assert.deepEqual(screen, ['✗ Image (1.5 s)\n'])
})

test('keeps notes and asks through the given question', async () => {
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

test('clears the line it keeps on a terminal before it writes another', async () => {
  const screen: string[] = []
  await reporterOn(screen, { isTerminal: true }).step('Docker', async () => ({ value: 1, text: 'here', mark: 'done' }))
  assert.deepEqual(screen, ['\r\u001B[K', '✓ Docker: here (1.5 s)\n'])
})

test('says of which step a note is while two run side by side', async () => {
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
