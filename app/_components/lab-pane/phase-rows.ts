import type { PhaseName, PhaseView } from '#protocol/views.ts'
import { PHASE_ORDER } from './phase-words.ts'

export interface PhaseRow {
  name: PhaseName
  state: 'done' | 'now' | 'later'
  /** How long it has taken; undefined before it begins. */
  elapsedMs: number | undefined
}

/** All phases in order, those to come included. */
export function phaseRows(phases: readonly PhaseView[], nowMs: number): PhaseRow[] {
  const begun = new Map(phases.map((phase) => [phase.name, phase]))
  const last = phases.at(-1)
  return PHASE_ORDER.filter((name) => name !== 'queued' || isLongWait(begun.get(name), nowMs)).flatMap(
    (name): PhaseRow[] => {
      const phase = begun.get(name)
      if (phase === undefined) return isBehind(name, last) ? [] : [{ name, state: 'later', elapsedMs: undefined }]
      const isNow = phase.endedAt === undefined && phase === last
      const elapsedMs = Math.max(0, (phase.endedAt ?? nowMs) - phase.startedAt)
      return [{ name, state: isNow ? 'now' : 'done', elapsedMs }]
    },
  )
}

/** When the cluster that is on its way was asked for: with the lab, or later, as a fresh one. */
export function askedAt({ phases, createdAt }: { phases: readonly PhaseView[]; createdAt: number }): number {
  return phases[0]?.startedAt ?? createdAt
}

/** Every lab passes the queue; only who really waits there is told so. */
function isLongWait(queued: PhaseView | undefined, nowMs: number): boolean {
  return queued !== undefined && (queued.endedAt ?? nowMs) - queued.startedAt >= 1000
}

/** A phase that was skipped, as `joining` is in a cluster of one node, will not come any more. */
function isBehind(name: PhaseName, last: PhaseView | undefined): boolean {
  return last !== undefined && PHASE_ORDER.indexOf(name) < PHASE_ORDER.indexOf(last.name)
}
