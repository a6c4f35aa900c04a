import { KindlabError } from '#protocol/errors.ts'
import { pause } from '#server/providers/wait-for.ts'
import type { Clock } from '#server/terminals/clock.ts'

/** As `course test`: kubelet waits up to two minutes and a bit before it tries a failed volume again. */
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
 * After a solution: what comes next builds on it, and a solution may end before the cluster has taken notice.
 * @throws KindlabError `work.no_effect`
 */
export async function untilMet({ clock, step, isMet, signal }: MetWait): Promise<void> {
  const deadline = clock.now() + MET_WITHIN_MS
  // oxlint-disable-next-line no-await-in-loop -- one look after the other
  while (!(await isMet())) {
    signal.throwIfAborted()
    if (clock.now() >= deadline) {
      const cause = new Error(`the checks of ${step} are not met ${MET_WITHIN_MS} ms after its solution`)
      throw new KindlabError('work.no_effect', { cause })
    }
    // oxlint-disable-next-line no-await-in-loop -- the pause between two looks
    await pause(clock, LOOK_MS, signal)
  }
}
