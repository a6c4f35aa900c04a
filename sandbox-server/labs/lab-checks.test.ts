import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Lesson } from '#course/model.ts'
import { createFakeLabWorld, lesson, settle } from './testing/fake-lab-world.ts'
import { LabRegistry } from './lab-registry.ts'

/** One step with two checks, of which `open()` lets the second answer. */
async function startRound() {
  const steps = lesson.steps.map((step) => ({
    ...step,
    checks: step.checks.flatMap((check) => [
      check,
      { ...check, id: 'slow', script: { ...check.script, source: 'a slow one' } },
    ]),
  }))
  const twofold: Lesson = { ...lesson, steps }
  const fake = await createFakeLabWorld()
  const modules = fake.course.modules.map((module) => ({ ...module, lessons: [twofold] }))
  const slow = Promise.withResolvers<void>()
  fake.provider.onExec(async ({ stdin }) => {
    if (String(stdin).endsWith('a slow one')) await slow.promise
    return { exitCode: 0 }
  })
  const registry = new LabRegistry({ ...fake, course: { modules, glossary: [] } })
  await registry.start()
  const live = await registry.create('ann', twofold)
  await settle()
  const told: string[] = []
  live.subscribe((event) => {
    if (event.type === 'check') told.push(`${event.result.check} ${event.result.outcome}`)
  })
  const saved = async () =>
    Object.values(await fake.store.checkResults.progressOf('ann')).flatMap((results) =>
      results.map(({ check }) => check),
    )
  const close = async () => {
    await registry.close()
    await fake[Symbol.asyncDispose]()
  }
  return { world: fake, registry, live, told, saved, open: slow.resolve, [Symbol.asyncDispose]: close }
}

test('a result that cannot be written down is told, and the checks beside it go on', async () => {
  await using round = await startRound()
  const allow = round.world.refuse('INSERT ON check_results')
  round.world.clock.advance(1_000)
  await settle()
  assert.deepEqual([round.told, await round.saved()], [['runs met'], []])
  allow()
  round.open()
  await settle()
  assert.deepEqual([round.told, await round.saved()], [['runs met', 'slow met'], ['slow']])
})

test('a result that cannot be written down in a round that is given up ends nothing but the lab', async () => {
  await using round = await startRound()
  round.world.clock.advance(1_000)
  round.world.refuse('INSERT ON check_results')
  await settle()
  await round.registry.end(round.live, 'learner')
  await settle()
  assert.deepEqual([round.told, round.live.view().state], [['runs met'], 'ended'])
})
