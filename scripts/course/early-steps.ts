/** Finds steps whose checks are met before the learner can begin them. */
import type { Lesson, Step } from '#course/model.ts'
import type { Sandbox } from '#server/providers/provider.ts'
import { isMet, runChecks } from './check-rounds.ts'

/** The checks of a step with a fault do not run before its fault. */
const canBeEarly = ({ checks, fault }: Step): boolean => checks.length > 0 && fault === undefined

/** Remembers a finding for each step until the step is proved. */
export class EarlySteps {
  readonly #lesson: Lesson
  readonly #sandbox: Sandbox
  readonly #findings = new Map<string, string>()

  constructor(lesson: Lesson, sandbox: Sandbox) {
    this.#lesson = lesson
    this.#sandbox = sandbox
  }

  /** Runs the checks of all steps after the next one, which its own proof covers. `done` is undefined on a fresh cluster. */
  async findAfter(done: Step | undefined, signal: AbortSignal): Promise<void> {
    const steps = this.#lesson.steps.filter(({ checks }) => checks.length > 0)
    const next = done === undefined ? 0 : steps.indexOf(done) + 1
    const when = done === undefined ? 'on a fresh cluster' : `after the step ${done.id}`
    for (const step of steps.slice(next + 1)) {
      if (!canBeEarly(step) || this.#findings.has(step.id)) continue
      const results = await runChecks({ sandbox: this.#sandbox, lesson: this.#lesson, step, signal })
      if (isMet(results)) this.#findings.set(step.id, `the checks are met before the step can begin, ${when}`)
    }
  }

  findingsOf(step: Step): readonly string[] {
    const finding = this.#findings.get(step.id)
    return finding === undefined ? [] : [finding]
  }
}
