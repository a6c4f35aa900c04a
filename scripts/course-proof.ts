/** Proves on a sandbox that a step's checks tell right from wrong. */
import type { CheckResultView } from '#protocol/views.ts'
import type { Script, WrongAnswer } from '#course/model.ts'
import { changeSandbox } from '#server/checks/change-sandbox.ts'
import {
  isMet,
  look,
  lookTimes,
  lookUntil,
  quote,
  says,
  type Look,
  type LookAt,
  type Patience,
} from '#scripts/course-looks.ts'

export interface StepProof {
  lesson: string
  step: string
  checkCount: number
  wrongCount: number
  /** What is wrong with the step, a sentence each; empty when it is proved. */
  findings: readonly string[]
  /** From the solution's start until every check was met; undefined when they never were. */
  solvedMs: number | undefined
  /** How long the slowest check usually took: the median of its answers, which a machine that was busy for a moment does not change. */
  slowestCheckMs: number
  durationMs: number
}

export interface ProofPatience {
  /** For a wrong answer's message to show. */
  wrong: Patience
  /** For a solution to take effect. */
  solved: Patience
}

/** kubelet waits up to two minutes and a bit before it tries a failed volume again. */
const PATIENCE: ProofPatience = {
  wrong: { deadlineMs: 45_000, pauseMs: 1_000 },
  solved: { deadlineMs: 180_000, pauseMs: 1_000 },
}

/** The page promises an answer within a second of a command; the way to the node takes its part of it. */
const SLOW_CHECK_MS = 1_000

export interface ProofOptions {
  patience: ProofPatience
  /** How many looks at one and the same state have to agree. */
  repeats: number
}

export const PROOF_OPTIONS: ProofOptions = { patience: PATIENCE, repeats: 3 }

export async function proveStep(at: LookAt, options: ProofOptions = PROOF_OPTIONS): Promise<StepProof> {
  const proof = new Proof(at, options)
  await proof.run()
  return proof.report()
}

class Proof {
  readonly #at: LookAt
  readonly #patience: ProofPatience
  readonly #repeats: number
  readonly #findings: string[] = []
  readonly #looks: Look[] = []
  readonly #startedAt = performance.now()
  #solvedMs: number | undefined

  constructor(at: LookAt, { patience, repeats }: ProofOptions) {
    this.#at = at
    this.#patience = patience
    this.#repeats = repeats
  }

  async run(): Promise<void> {
    const { step } = this.#at
    if (step.fault !== undefined && !(await this.#succeeds(step.fault))) return
    if (step.solution === undefined) return
    await this.#proveFresh()
    // oxlint-disable-next-line no-await-in-loop -- one sandbox, one answer at a time
    for (const wrong of step.wrongAnswers) await this.#proveWrong(wrong)
    this.#findAlwaysTrue()
    await this.#proveSolution(step.solution)
    this.#findMute()
  }

  report(): StepProof {
    const { lesson, step } = this.#at
    return {
      lesson: `${lesson.moduleId}/${lesson.id}`,
      step: step.id,
      checkCount: step.checks.length,
      wrongCount: step.wrongAnswers.length,
      findings: this.#findings,
      solvedMs: this.#solvedMs,
      slowestCheckMs: Math.max(0, ...step.checks.map(({ id }) => this.#usualMs(id))),
      durationMs: performance.now() - this.#startedAt,
    }
  }

  async #proveFresh(): Promise<void> {
    const looks = this.#keep(await lookTimes(this.#at, this.#repeats))
    if (looks.some(isMet)) this.#find('the step is done before anything was done')
    this.#findDisagreement(looks, 'before anything was done')
  }

  async #proveWrong({ name, says: words, script }: WrongAnswer): Promise<void> {
    if (!(await this.#succeeds(script))) return
    const isToldOrTaken = (results: Look) => says(results, words) || isMet(results)
    const looks = this.#keep(await lookUntil(this.#at, isToldOrTaken, this.#patience.wrong))
    const last = looks.at(-1) ?? []
    if (isMet(last)) this.#find(`wrong/${name} is taken for right`)
    else if (!says(last, words)) this.#find(`wrong/${name} is not answered with "${words}" but: ${quote(last)}`)
    else if (this.#keep(await lookTimes(this.#at, 1)).some(isMet))
      this.#find(`wrong/${name} is taken for right at last`)
  }

  /** A check that nothing has failed so far would also be met by nothing. */
  #findAlwaysTrue(): void {
    for (const { id } of this.#at.step.checks) {
      const results = this.#looks.flat().filter(({ check }) => check === id)
      if (results.every(({ outcome }) => outcome === 'met'))
        this.#find(`check ${id} is always met, so it proves nothing`)
    }
  }

  async #proveSolution(solution: Script): Promise<void> {
    const startedAt = performance.now()
    if (!(await this.#succeeds(solution))) return
    const looks = this.#keep(await lookUntil(this.#at, isMet, this.#patience.solved))
    const last = looks.at(-1) ?? []
    if (!isMet(last)) {
      this.#find(`the solution does not meet the checks: ${quote(last)}`)
      return
    }
    this.#solvedMs = performance.now() - startedAt
    this.#findDisagreement(this.#keep(await lookTimes(this.#at, this.#repeats)), 'after the solution')
    if (!(await this.#succeeds(solution, 'the second time '))) return
    const again = this.#keep([await look(this.#at)])
    if (!again.every(isMet)) this.#find(`the solution, run twice, undoes itself: ${quote(again[0] ?? [])}`)
  }

  #findDisagreement(looks: readonly Look[], when: string): void {
    for (const { id } of this.#at.step.checks) {
      const outcomes = new Set(looks.flat().flatMap(({ check, outcome }) => (check === id ? [outcome] : [])))
      if (outcomes.size > 1) this.#find(`check ${id} answers ${[...outcomes].join(' and ')} to the same state, ${when}`)
    }
  }

  #findMute(): void {
    for (const { id } of this.#at.step.checks) {
      const results = this.#looks.flat().filter(({ check }) => check === id)
      const error = results.find(({ outcome }) => outcome === 'error')
      if (error !== undefined) this.#find(`check ${id} gave no verdict: ${error.why}`)
      const mute = results.find((result) => result.outcome === 'unmet' && missingLines(result).length > 0)
      if (mute !== undefined) this.#find(`check ${id} leaves out ${missingLines(mute).join(' and ')}`)
      const usual = this.#usualMs(id)
      if (usual > SLOW_CHECK_MS) this.#find(`check ${id} usually took ${Math.round(usual)} ms; it has ${SLOW_CHECK_MS}`)
    }
  }

  #usualMs(check: string): number {
    const durations = this.#looks.flat().flatMap((result) => (result.check === check ? [result.durationMs] : []))
    return durations.toSorted((a, b) => a - b)[Math.floor(durations.length / 2)] ?? 0
  }

  async #succeeds(script: Script, which = ''): Promise<boolean> {
    const failure = await changeSandbox({ sandbox: this.#at.sandbox, script, signal: this.#at.signal })
    if (failure !== undefined) this.#find(`${script.path} ${which}${failure}`)
    return failure === undefined
  }

  #keep(looks: Look[]): Look[] {
    this.#looks.push(...looks)
    return looks
  }

  #find(finding: string): void {
    this.#findings.push(finding)
  }
}

function missingLines(result: CheckResultView): string[] {
  return (['expected', 'actual', 'why'] as const).filter((kind) => result[kind] === undefined)
}
