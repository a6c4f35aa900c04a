import type { LiveLab } from './live-lab.ts'
import type { LiveLabs } from './live-labs.ts'
import type { PoolMembers } from './pool-members.ts'

/** A lab that was unused for this long makes room while learners wait. */
const IDLE_AFTER_MS = 1_200_000
/** Its learner gets this long to use it again; the page gives its first warning at the same time. */
const NOTICE_MS = 600_000

/** Makes room for a learner's cluster: withdraws free pool members of another size, and shortens the leases of idle labs. */
export async function makeRoom(
  { liveLabs, members }: { liveLabs: LiveLabs; members: PoolMembers },
  { nodeCount, waitingCount }: { nodeCount: 1 | 2; waitingCount: number },
): Promise<void> {
  members.withdrawOthers(nodeCount)
  await giveNotice(liveLabs.all, waitingCount)
}

/** Shortens the leases of the labs that were unused the longest: one for each waiting learner. */
async function giveNotice(labs: readonly LiveLab[], waitingCount: number): Promise<void> {
  const ready = labs.filter(({ lab }) => lab.state === 'ready')
  const [shortened, others] = [ready.filter(isShortened), ready.filter((live) => !isShortened(live))]
  const idle = others
    .filter(({ lease }) => lease.idleMs >= IDLE_AFTER_MS)
    .toSorted((one, other) => other.lease.idleMs - one.lease.idleMs)
  const wanted = idle.slice(0, Math.max(0, waitingCount - shortened.length))
  await Promise.all(wanted.map(({ lease }) => lease.shorten(NOTICE_MS)))
}

function isShortened({ lab }: LiveLab): boolean {
  return lab.state === 'ready' && lab.isShortened
}
