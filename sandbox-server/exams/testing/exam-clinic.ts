/** A lab with an exam for tests, in the fake cluster of the clinic. */
import assert from 'node:assert/strict'
import type { LiveLab } from '#server/labs/live-lab.ts'
import { openClinic, readyView } from '#server/labs/testing/clinic.ts'
import { examLesson, settle } from '#server/labs/testing/fake-lab-world.ts'
import { resultOf } from '../exam-result.ts'

export const MINUTE_MS = 60_000

type Clinic = Awaited<ReturnType<typeof openClinic>>

export async function open(live: LiveLab, task: string) {
  live.openTask({ task, generation: live.lab.generation })
  await settle()
}

export async function beginFirst() {
  const clinic = await openClinic(undefined, examLesson)
  await open(clinic.live, 'first')
  return clinic
}

export function examOf(live: LiveLab) {
  const { exam } = readyView(live)
  assert.ok(exam)
  return exam
}

export async function resultsOf({ world }: Clinic) {
  return (await world.store.exams.overOf('ann')).map(resultOf)
}
