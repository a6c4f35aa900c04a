/** The part of `course test` that `./kindlab test` has time for: lessons that changed whole, of every other its first step. */
import type { Lesson } from '#course/model.ts'
import type { CommandContext } from '#scripts/commands/command-context.ts'
import { chooseChangedLessons } from '#scripts/course-changes.ts'
import { proveFirstSteps } from '#scripts/course-first-steps.ts'
import { PROOF_OPTIONS, type StepProof } from '#scripts/course-proof.ts'
import { formatProofs, testLessons } from '#scripts/course-test.ts'
import { makeKindProvider } from '#scripts/setup/kind-provider.ts'
import type { ServerParts } from '#scripts/setup/server-settings.ts'
import { abortOnInterrupt } from '#scripts/stop-signal.ts'

/** A whole lesson takes as long as the first steps of all lessons together. */
const WHOLE_LESSONS = 1

/** A step mostly waits, for a Pod or for a node to be missed; a third cluster would only make the others slower. */
const SHARED_CLUSTERS = 2

export async function testCoursePart(
  { machine, reporter, print }: CommandContext,
  lessons: readonly Lesson[],
  parts: ServerParts,
): Promise<StepProof[]> {
  const changed = await chooseChangedLessons(machine.run, lessons)
  const whole = changed.slice(0, WHOLE_LESSONS)
  const brief = lessons.filter((lesson) => !whole.includes(lesson))
  const provider = await makeKindProvider(machine, parts, 'course-part')
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
    print(`Changed too, with only the first step proved here: ./kindlab course test ${rest.join(' ')}`)
  return proofs
}
