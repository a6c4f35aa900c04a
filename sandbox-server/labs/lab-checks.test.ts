import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Lesson } from '#course/model.ts'
import { createFakeLabWorld, lesson, settle } from './testing/fake-lab-world.ts'
import { Labs } from './labs.ts'

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
  const labs = new Labs({ ...fake, course: { modules, glossary: [] } })
  await labs.start()
  const live = await labs.create('ann', twofold)
  await settle()
  const reported: string[] = []
  live.subscribe((event) => {
    if (event.type === 'check') reported.push(`${event.result.check} ${event.result.outcome}`)
  })
  const saved = async () =>
    Object.values(await fake.store.checkResults.findByLearner('ann')).flatMap((results) =>
      results.map(({ check }) => check),
    )
  const close = async () => {
    await labs.close()
    await fake[Symbol.asyncDispose]()
  }
  return { world: fake, labs, live, reported, saved, open: slow.resolve, [Symbol.asyncDispose]: close }
}

test('a result that cannot be persisted is reported, and the other checks continue', async () => {
  await using round = await startRound()
  const allow = round.world.refuse('INSERT ON check_results')
  round.world.clock.advance(1_000)
  await settle()
  assert.deepEqual([round.reported, await round.saved()], [['runs met'], []])
  allow()
  round.open()
  await settle()
  assert.deepEqual([round.reported, await round.saved()], [['runs met', 'slow met'], ['slow']])
})

test('a result that cannot be persisted after the lab has ended does no harm', async () => {
  await using round = await startRound()
  round.world.clock.advance(1_000)
  round.world.refuse('INSERT ON check_results')
  await settle()
  await round.labs.end(round.live, 'learner')
  await settle()
  assert.deepEqual([round.reported, round.live.view().state], [['runs met'], 'ended'])
})

async function startMetLab() {
  const world = await createFakeLabWorld()
  world.provider.onExec(() => ({ exitCode: 0 }))
  const labs = new Labs(world)
  await labs.start()
  const live = await labs.create('ann', lesson)
  await settle()
  const views: (number | undefined)[] = []
  live.subscribe((event) => {
    if (event.type === 'lab' && event.view.state === 'ready') views.push(event.view.changedAt)
  })
  world.clock.advance(1_000)
  await settle()
  const metAt = world.clock.wallNow()
  world.clock.advance(60_000)
  await settle()
  views.length = 0
  const close = async () => {
    await labs.close()
    await world[Symbol.asyncDispose]()
  }
  return { world, labs, live, views, metAt, [Symbol.asyncDispose]: close }
}

test('a command makes the results of met checks old, and the pages learn it once', async () => {
  await using met = await startMetLab()
  met.live.commandEnded()
  met.live.commandEnded()
  assert.deepEqual(met.views, [met.world.clock.wallNow()])
  assert.ok(met.world.clock.wallNow() > met.metAt)
})

test('results of before a restart of the server are old: commands may have ended meanwhile', async () => {
  await using met = await startMetLab()
  await met.labs.close()
  met.world.clock.advance(5_000)
  const next = new Labs(met.world)
  await next.start()
  await settle()
  const view = next.ofLearner('ann')?.view()
  assert.ok(view?.state === 'ready')
  assert.equal(view.changedAt, met.world.clock.wallNow())
  await next.close()
})

test('a check that was met while a command ended runs again', async () => {
  await using world = await createFakeLabWorld()
  const answers = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  let runs = 0
  world.provider.onExec(async () => {
    await answers[runs++]?.promise
    return { exitCode: 0 }
  })
  const labs = new Labs(world)
  await labs.start()
  const live = await labs.create('ann', lesson)
  await settle()
  world.clock.advance(1_000)
  await settle()
  world.clock.advance(50)
  live.commandEnded()
  answers[0]?.resolve()
  await settle()
  world.clock.advance(200)
  await settle()
  assert.equal(runs, 2)
  await labs.close()
})
