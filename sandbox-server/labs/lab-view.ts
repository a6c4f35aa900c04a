import { KindlabError } from '#protocol/kindlab-error.ts'
import type { LabView } from '#protocol/views.ts'
import type { Shortage } from '#server/capacity/seats.ts'
import type { Place } from './admission.ts'
import type { LabLessonView } from './lab-lesson.ts'
import type { LabWork } from './lab-work.ts'
import type { FailedLab, Lab } from '#server/model/lab.ts'

/** Data that the view of a lab shows beside its state. */
export interface LabSurroundings extends LabLessonView {
  leaseMs: number
  keepMs: number
  /** The engine does not answer now; the sandbox stays. */
  isEngineAway: boolean
  /** The cluster was frozen, and does not work yet. */
  isWaking: boolean
  /** A node of the cluster is removed. */
  isNodeGone: boolean
  /** The usual duration of a boot on this machine. */
  estimateMs?: number | undefined
  /** The place of its boot in the queue. */
  place?: Place | undefined
  facts?: Readonly<Record<string, string>> | undefined
}

/** The view of a lab for its learner. */
export function viewLab(lab: Lab, surroundings: LabSurroundings): LabView {
  const { id, module, lesson, createdAt, generation } = lab
  const base = { id, module, lesson, createdAt, generation }
  if (lab.state === 'creating') {
    const { estimateMs, place } = surroundings
    const estimate = estimateMs === undefined || lab.kept !== undefined ? {} : { estimateMs }
    const queue = place === undefined ? {} : { queue: { position: place.position, ...shortageOf(place) } }
    const isKept = lab.kept === undefined ? {} : { isKept: true }
    return { ...base, state: lab.state, phases: lab.phases, ...estimate, ...queue, ...isKept }
  }
  if (lab.state === 'ready') {
    const { state, phases, nodes, readyAt, expiresAt, isShortened, steps } = lab
    const { leaseMs, keepMs, isEngineAway, isWaking, isNodeGone, facts, work, ...known } = surroundings
    return {
      ...base,
      state,
      phases,
      nodes,
      readyAt,
      expiresAt,
      leaseMs,
      keepMs,
      isShortened,
      isEngineAway,
      ...(isWaking && { isWaking }),
      ...(isNodeGone && { isNodeGone }),
      steps,
      ...(facts && { facts: { ...facts } }),
      ...viewLesson(known),
      ...viewWork(work),
    }
  }
  if (lab.state === 'kept') {
    const { state, keptAt, removeAt } = lab
    return { ...base, state, keptAt, removeAt, ...(lab.error && { error: viewFailure(lab.error) }) }
  }
  if (lab.state === 'failed') {
    const error = viewFailure(lab.error)
    const failedPhase = lab.failedPhase === undefined ? {} : { failedPhase: lab.failedPhase }
    return { ...base, state: lab.state, phases: lab.phases, ...failedPhase, error }
  }
  // `ending` and `ended` have the same fields; the condition narrows the union of views.
  if (lab.state === 'ending') return { ...base, state: lab.state, reason: lab.reason }
  return { ...base, state: lab.state, reason: lab.reason }
}

function viewLesson({ drawn, exam, changedAt }: LabLessonView) {
  return {
    ...(drawn && { drawn: [...drawn] }),
    ...(exam && { exam }),
    ...(changedAt !== undefined && { changedAt }),
  }
}

function viewFailure({ code, detail }: FailedLab['error']) {
  return new KindlabError(code, detail === undefined ? {} : { detail }).toView().error
}

function viewWork({ work, failed }: ReturnType<LabWork['view']> = {}) {
  const failedWork = failed && { kind: failed.kind, step: failed.step, error: failed.error.toView().error }
  return { ...(work && { work }), ...(failedWork && { failedWork }) }
}

function shortageOf({ shortage }: Place): { shortage?: Shortage['code'] } {
  return shortage === undefined ? {} : { shortage }
}
