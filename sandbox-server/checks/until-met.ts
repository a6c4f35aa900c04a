import { KindlabError } from '#protocol/kindlab-error.ts'
import { pause } from '#server/time/pause.ts'
import type { Clock } from '#server/time/clock.ts'

/** The same limit as in `course test`: kubelet can wait a little over two minutes before it retries a failed volume. */
const MET_WITHIN_MS = 180_000
const LOOK_MS = 1_000

export interface MetWait {
  clock: Clock
  /** For the log. */
  step: string
  isMet: () => Promise<boolean>
  signal: AbortSignal
}

/**
 * Waits for the effect of a solution: it can end before the cluster has reacted, and later steps depend on it.
 * @throws KindlabError `work.no_effect`
 */
export async function untilMet({ clock, step, isMet, signal }: MetWait): Promise<void> {
  const deadline = clock.now() + MET_WITHIN_MS
  while (!(await isMet())) {
    signal.throwIfAborted()
    if (clock.now() >= deadline) {
      const cause = new Error(`the checks of ${step} are not met ${MET_WITHIN_MS} ms after its solution`)
      throw new KindlabError('work.no_effect', { cause })
    }
    await pause(clock, LOOK_MS, signal)
  }
}
