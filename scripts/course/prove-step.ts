/** Proves on a sandbox that the checks of a step accept its solution and refuse its wrong answers. */
import type { CheckOutcome, CheckResultView } from '#protocol/views.ts'
import type { Script, WrongAnswer } from '#course/model.ts'
import { changeSandbox } from '#server/checks/change-sandbox.ts'
import {
  isMet,
  runChecks,
  runChecksTimes,
  runChecksUntil,
  quote,
  says,
  type CheckRound,
  type StepUnderTest,
  type Patience,
} from './check-rounds.ts'

export interface StepProof {
  lesson: string
  step: string
  checkCount: number
  wrongCount: number
  /** Mistakes of the step, a sentence each; empty if it is proved. */
  findings: readonly string[]
  /** From the start of the solution until every check was met; undefined if that never happened. */
  solvedMs: number | undefined
  /** Duration of the slowest check, as the median of its runs: short load on the machine does not change it. */
  slowestCheckMs: number
  durationMs: number
}

export interface ProofPatience {
  /** Waits for the message about a wrong answer. */
  wrong: Patience
  /** Waits for a solution to take effect. */
  solved: Patience
}

/** kubelet waits a little over two minutes before it retries a failed volume. */
const PATIENCE: ProofPatience = {
  wrong: { deadlineMs: 45_000, pauseMs: 1_000 },
  solved: { deadlineMs: 180_000, pauseMs: 1_000 },
}

/** The page shows a result within a second of a command, and the way to the node takes a part of that second. */
const SLOW_CHECK_MS = 1_000

/** How a result hides its reason from the learner; undefined if it does not. */
const DESCRIBE_MUTE: Readonly<Record<CheckOutcome, (result: CheckResultView) => string | undefined>> = {
  met: () => undefined,
  error: ({ why }) => `ended without a result: ${why}`,
  unmet: (result) => {
    const missing = missingLines(result)
    return missing.length === 0 ? undefined : `does not print ${missing.join(' and ')}`
  },
}

export interface ProofOptions {
  patience: ProofPatience
  /** How often the checks run on each state; all results must agree. */
  repeats: number
}

export const PROOF_OPTIONS: ProofOptions = { patience: PATIENCE, repeats: 3 }

export async function proveStep(at: StepUnderTest, options: ProofOptions = PROOF_OPTIONS): Promise<StepProof> {
  const proof = new Proof(at, options)
  await proof.run()
  return proof.report()
}

class Proof {
  readonly #at: StepUnderTest
  readonly #patience: ProofPatience
  readonly #repeats: number
  readonly #findings: string[] = []
  readonly #rounds: CheckRound[] = []
  readonly #startedAt = performance.now()
  #solvedMs: number | undefined

  constructor(at: StepUnderTest, { patience, repeats }: ProofOptions) {
    this.#at = at
    this.#patience = patience
    this.#repeats = repeats
  }

  async run(): Promise<void> {
    const { step } = this.#at
    if (step.fault !== undefined && !(await this.#succeeds(step.fault))) return
    if (step.solution === undefined) return
    await this.#proveFresh()
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
    const rounds = this.#keep(await runChecksTimes(this.#at, this.#repeats))
    if (rounds.some(isMet)) this.#find('the checks are met before the learner has done anything')
    this.#findDisagreement(rounds, 'at the start')
  }

  async #proveWrong({ name, says: words, script }: WrongAnswer): Promise<void> {
    if (!(await this.#succeeds(script))) return
    const isRefusedOrMet = (results: CheckRound) => says(results, words) || isMet(results)
    const rounds = this.#keep(await runChecksUntil(this.#at, isRefusedOrMet, this.#patience.wrong))
    const last = rounds.at(-1) ?? []
    if (isMet(last)) this.#find(`wrong/${name} meets the checks`)
    else if (!says(last, words)) this.#find(`wrong/${name} gets no answer with "${words}": ${quote(last)}`)
    else if (this.#keep(await runChecksTimes(this.#at, 1)).some(isMet))
      this.#find(`wrong/${name} meets the checks in the end`)
  }

  /** A check that was met on every wrong state does not test anything. */
  #findAlwaysTrue(): void {
    for (const { id } of this.#at.step.checks) {
      const results = this.#rounds.flat().filter(({ check }) => check === id)
      if (results.every(({ outcome }) => outcome === 'met'))
        this.#find(`check ${id} is always met, so it tests nothing`)
    }
  }

  async #proveSolution(solution: Script): Promise<void> {
    const startedAt = performance.now()
    if (!(await this.#succeeds(solution))) return
    const rounds = this.#keep(await runChecksUntil(this.#at, isMet, this.#patience.solved))
    const last = rounds.at(-1) ?? []
    if (!isMet(last)) {
      this.#find(`the solution does not meet the checks: ${quote(last)}`)
      return
    }
    this.#solvedMs = performance.now() - startedAt
    this.#findDisagreement(this.#keep(await runChecksTimes(this.#at, this.#repeats)), 'after the solution')
    if (!(await this.#succeeds(solution, 'on its second run '))) return
    const again = this.#keep([await runChecks(this.#at)])
    if (!again.every(isMet)) this.#find(`the second run of the solution undoes the first: ${quote(again[0] ?? [])}`)
  }

  #findDisagreement(rounds: readonly CheckRound[], when: string): void {
    for (const { id } of this.#at.step.checks) {
      const outcomes = new Set(rounds.flat().flatMap(({ check, outcome }) => (check === id ? [outcome] : [])))
      if (outcomes.size > 1)
        this.#find(`check ${id} returns ${[...outcomes].join(' and ')} for the same state, ${when}`)
    }
  }

  #findMute(): void {
    for (const { id } of this.#at.step.checks) {
      const results = this.#rounds.flat().filter(({ check }) => check === id)
      for (const [outcome, describe] of Object.entries(DESCRIBE_MUTE)) {
        const problem = results.map((result) => result.outcome === outcome && describe(result)).find(Boolean)
        if (problem) this.#find(`check ${id} ${problem}`)
      }
      const usual = this.#usualMs(id)
      if (usual > SLOW_CHECK_MS)
        this.#find(`check ${id} took ${Math.round(usual)} ms in the median; the limit is ${SLOW_CHECK_MS}`)
    }
  }

  #usualMs(check: string): number {
    const durations = this.#rounds.flat().flatMap((result) => (result.check === check ? [result.durationMs] : []))
    return durations.toSorted((a, b) => a - b)[Math.floor(durations.length / 2)] ?? 0
  }

  async #succeeds(script: Script, which = ''): Promise<boolean> {
    const failure = await changeSandbox({ sandbox: this.#at.sandbox, script, signal: this.#at.signal })
    if (failure !== undefined) this.#find(`${script.path} ${which}${failure}`)
    return failure === undefined
  }

  #keep(rounds: CheckRound[]): CheckRound[] {
    this.#rounds.push(...rounds)
    return rounds
  }

  #find(finding: string): void {
    this.#findings.push(finding)
  }
}

function missingLines(result: CheckResultView): string[] {
  return (['expected', 'actual', 'why'] as const).filter((kind) => result[kind] === undefined)
}
