import type { LiveLab } from './live-lab.ts'

/** A lab that nobody used for this long makes room when others wait. */
export const IDLE_AFTER_MS = 1_200_000
/** It does so after this long: as early as the first warning. */
export const NOTICE_MS = 600_000

/** Gives notice to the labs that have been left alone the longest: one for each learner in line. */
export async function giveNotice(labs: Iterable<LiveLab>, waitingCount: number): Promise<void> {
  const ready = [...labs].filter(({ lab }) => lab.state === 'ready')
  const leaving = ready.filter(({ lab }) => lab.state === 'ready' && lab.isShortened).length
  const idle = ready
    .filter((live) => live.idleMs() >= IDLE_AFTER_MS && !(live.lab.state === 'ready' && live.lab.isShortened))
    .toSorted((one, other) => other.idleMs() - one.idleMs())
  await Promise.all(idle.slice(0, Math.max(0, waitingCount - leaving)).map((live) => live.shorten(NOTICE_MS)))
}
