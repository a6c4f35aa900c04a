import { objectName } from '#server/providers/kind/labels.ts'
import type { Store } from '#server/store/open-store.ts'

export interface ListedLab {
  labId: string
  learnerId: string
  /** Name of the learner; undefined if the learner has not entered one. */
  learner: string | undefined
  lesson: string
  state: string
  /** Time since the lab was created. */
  ageMs: number
  /** Time until the lease ends; only for a lab that is ready. */
  leftMs: number | undefined
  /** Name of the cluster in kind and Docker. */
  cluster: string
}

/** All labs that have not ended, the oldest first. */
export async function listLabs(store: Store, nowMs: number): Promise<ListedLab[]> {
  const labs = await store.labs.findLive()
  return Promise.all(
    labs.map(async (lab) => ({
      labId: lab.id,
      learnerId: lab.learnerId,
      learner: (await store.learners.find(lab.learnerId))?.displayName,
      lesson: `${lab.module}/${lab.lesson}`,
      state: lab.state === 'ready' && lab.frozenAt !== undefined ? 'frozen' : lab.state,
      ageMs: nowMs - lab.createdAt,
      leftMs: 'expiresAt' in lab ? lab.expiresAt - nowMs : undefined,
      cluster: objectName(lab.sandboxId),
    })),
  )
}

/** A table. The name of the learner is the last column, since its width on the screen is not known. */
export function formatLabs(labs: readonly ListedLab[]): string[] {
  if (labs.length === 0) return ['There are no labs.']
  const rows = labs.map(({ learner, learnerId, lesson, state, ageMs, leftMs, cluster }) => [
    state,
    formatMinutes(ageMs),
    leftMs === undefined ? '' : formatMinutes(leftMs),
    lesson,
    cluster,
    learner ?? `no name (${learnerId.slice(0, 8)})`,
  ])
  const table = [['state', 'for', 'ends in', 'lesson', 'cluster', 'learner'], ...rows]
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)))
  return table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

/** `4 min`, `1 h 19 min`. */
function formatMinutes(durationMs: number): string {
  const minutes = Math.max(0, Math.round(durationMs / 60_000))
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
