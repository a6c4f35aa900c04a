/** The part of `course test` that `./kindlab test` runs: one changed lesson in full, and the first step of every other lesson. */
import type { Lesson } from '#course/model.ts'
import type { CommandContext } from '#scripts/commands/command-context.ts'
import { chooseChangedLessons } from './changed-lessons.ts'
import { proveFirstSteps } from './prove-first-steps.ts'
import { PROOF_OPTIONS, type StepProof } from './prove-step.ts'
import { formatProofs, testLessons } from './test-lessons.ts'
import { createCommandProvider } from '#scripts/setup/command-provider.ts'
import type { ServerParts } from '#scripts/setup/server-settings.ts'
import { abortOnInterrupt } from '#scripts/stop-signal.ts'

/** One full lesson takes as long as the first steps of all lessons together. */
const WHOLE_LESSONS = 1

/** A step mostly waits for a Pod, or until a node counts as lost. A third cluster would only slow down the other two. */
const SHARED_CLUSTERS = 2

export async function testCoursePart(
  { machine, reporter, print }: CommandContext,
  lessons: readonly Lesson[],
  parts: ServerParts,
): Promise<StepProof[]> {
  const changed = await chooseChangedLessons(machine.run, lessons)
  const whole = changed.slice(0, WHOLE_LESSONS)
  const brief = lessons.filter((lesson) => !whole.includes(lesson))
  const provider = await createCommandProvider(machine, parts, 'course-part')
  const signal = abortOnInterrupt()
  const title = `Course: ${whole.length} changed, and ${brief.length} first steps`
  const proofs = await reporter.step(title, async (progress) => {
    const options = { provider, jobs: 1, proof: PROOF_OPTIONS, progress, signal }
    const value = [
      ...(await testLessons(whole, options)),
      ...(await proveFirstSteps(brief, { ...options, clusters: SHARED_CLUSTERS })),
    ]
    const failed = value.filter(({ findings }) => findings.length > 0).length
    return { value, text: `${value.length - failed} proved, ${failed} failed`, mark: failed === 0 ? 'done' : 'warned' }
  })
  if (proofs.some(({ findings }) => findings.length > 0)) for (const line of formatProofs(proofs)) print(line)
  const rest = changed.slice(WHOLE_LESSONS).map(({ moduleId, id }) => `${moduleId}/${id}`)
  if (rest.length > 0)
    print(`Other changed lessons, with only their first step proved: ./kindlab course test ${rest.join(' ')}`)
  return proofs
}
