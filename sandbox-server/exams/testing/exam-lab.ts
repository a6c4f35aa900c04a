/** A lab with an exam for tests, with the fake cluster of the faulty lab. */
import assert from 'node:assert/strict'
import type { LiveLab } from '#server/labs/live-lab.ts'
import { openFaultyLab, readyView } from '#server/labs/testing/faulty-lab.ts'
import { examLesson, settle } from '#server/labs/testing/fake-lab-world.ts'
import { resultOf } from '#server/model/exam-result.ts'

export const MINUTE_MS = 60_000

type FaultyLab = Awaited<ReturnType<typeof openFaultyLab>>

export async function open(live: LiveLab, task: string) {
  live.openTask({ task, generation: live.lab.generation })
  await settle()
}

export async function beginFirst() {
  const faulty = await openFaultyLab(undefined, examLesson)
  await open(faulty.live, 'first')
  return faulty
}

export function examOf(live: LiveLab) {
  const { exam } = readyView(live)
  assert.ok(exam)
  return exam
}

export async function resultsOf({ world }: FaultyLab) {
  return (await world.store.exams.findEnded('ann')).map(resultOf)
}
