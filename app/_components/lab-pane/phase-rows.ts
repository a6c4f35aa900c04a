import type { PhaseName, PhaseView } from '#protocol/views.ts'

/** The list of protocol/views.ts would load its schemas into every page. A test compares the two. */
export const PHASE_ORDER: readonly PhaseName[] = ['queued', 'network', 'nodes', 'booting', 'api', 'joining', 'ready']

export const PHASE_LABELS: Record<PhaseName, string> = {
  queued: 'Waiting for a free place',
  network: 'Making a network for the cluster',
  nodes: 'Creating the nodes',
  booting: 'Booting systemd, containerd and kubelet',
  api: 'Waiting for the API server',
  joining: 'Joining the worker',
  ready: 'Waiting until nodes are Ready and DNS answers',
}

export interface PhaseRow {
  name: PhaseName
  state: 'done' | 'now' | 'later'
  /** Undefined before the phase begins. */
  elapsedMs: number | undefined
}

/** All phases in order, including those to come. */
export function phaseRows(phases: readonly PhaseView[], nowMs: number): PhaseRow[] {
  const started = new Map(phases.map((phase) => [phase.name, phase]))
  const last = phases.at(-1)
  return PHASE_ORDER.filter((name) => name !== 'queued' || isLongWait(started.get(name), nowMs)).flatMap(
    (name): PhaseRow[] => {
      const phase = started.get(name)
      if (phase === undefined) return isBehind(name, last) ? [] : [{ name, state: 'later', elapsedMs: undefined }]
      const isNow = phase.endedAt === undefined && phase === last
      const elapsedMs = Math.max(0, (phase.endedAt ?? nowMs) - phase.startedAt)
      return [{ name, state: isNow ? 'now' : 'done', elapsedMs }]
    },
  )
}

/** When the learner requested this cluster: with the lab, or later with a reset. */
export function requestedAt({ phases, createdAt }: { phases: readonly PhaseView[]; createdAt: number }): number {
  return phases[0]?.startedAt ?? createdAt
}

/** Every lab passes the queue: only a real wait is listed. */
function isLongWait(queued: PhaseView | undefined, nowMs: number): boolean {
  return queued !== undefined && (queued.endedAt ?? nowMs) - queued.startedAt >= 1000
}

/** True for a skipped phase, such as `joining` in a cluster of one node. */
function isBehind(name: PhaseName, last: PhaseView | undefined): boolean {
  return last !== undefined && PHASE_ORDER.indexOf(name) < PHASE_ORDER.indexOf(last.name)
}
