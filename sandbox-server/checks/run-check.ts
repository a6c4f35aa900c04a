import { KindlabError } from '#protocol/kindlab-error.ts'
import type { CheckOutcome, CheckResultView } from '#protocol/views.ts'
import type { Check } from '#course/model.ts'
import type { ExecResult, Sandbox } from '#server/providers/provider.ts'
import type { CheckAnswer } from './check-answer.ts'
import { runScript } from './run-script.ts'

export interface RunCheckOptions {
  sandbox: Sandbox
  step: string
  check: Check
  signal: AbortSignal
  /** Milliseconds since the epoch. */
  now: () => number
  readAnswer: (stdout: string) => Promise<CheckAnswer>
}

/** A check should answer within a second; a machine that boots clusters needs a few more. */
const CHECK_TIMEOUT_MS = 5_000
const MAX_OUTPUT_BYTES = 8_192

/** Runs one check. A check that could not run is a result as well; only an abort rejects. */
export async function runCheck(options: RunCheckOptions): Promise<CheckResultView> {
  const { sandbox, step, check, signal, now } = options
  const startedAt = now()
  const finish = (outcome: CheckOutcome, answer: CheckAnswer): CheckResultView => {
    const checkedAt = now()
    return { step, check: check.id, outcome, ...answer, checkedAt, durationMs: checkedAt - startedAt }
  }
  try {
    const limits = { timeoutMs: CHECK_TIMEOUT_MS, maxOutputBytes: MAX_OUTPUT_BYTES, signal }
    const result = await runScript(sandbox, check.script, limits)
    if (result.exitCode === 0) return finish('met', {})
    const answer = await options.readAnswer(result.stdout)
    // A script without output has no verdict: the API server may be down, or the script is wrong.
    if (Object.keys(answer).length === 0) return finish('error', { why: describeSilence(result) })
    return finish('unmet', answer)
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof KindlabError)) throw error
    return finish('error', { why: error.entry.message })
  }
}

function describeSilence({ exitCode, stderr }: ExecResult): string {
  const lastLine = stderr.trimEnd().split('\n').at(-1) ?? ''
  const ending = `The check ended with ${exitCode} and no verdict`
  return lastLine === '' ? `${ending}.` : `${ending}: ${lastLine.slice(0, 300)}`
}
