import { KindlabError } from '#protocol/errors.ts'
import type { ExamView } from '#protocol/exam.ts'
import type { LabView } from '#protocol/views.ts'
import type { Shortage } from '#server/capacity/seats.ts'
import type { Place } from './admission.ts'
import type { LabWork } from './lab-work.ts'
import type { FailedLab, Lab } from './lab.ts'

/** What else the server knows of a lab. */
export interface LabSurroundings {
  leaseMs: number
  keepMs: number
  /** The sandbox cannot be reached now; it stays. */
  isEngineAway: boolean
  /** How long a boot usually takes on this machine. */
  estimateMs?: number | undefined
  /** Where its boot stands in line. */
  place?: Place | undefined
  facts?: Readonly<Record<string, string>> | undefined
  drawn?: readonly string[] | undefined
  exam?: ExamView | undefined
  work?: ReturnType<LabWork['view']> | undefined
}

/** What the learner may know of a lab. */
export function viewLab(
  lab: Lab,
  { leaseMs, keepMs, isEngineAway, estimateMs, place, facts, drawn, exam, work }: LabSurroundings,
): LabView {
  const { id, module, lesson, createdAt, generation } = lab
  const base = { id, module, lesson, createdAt, generation }
  if (lab.state === 'creating') {
    const estimate = estimateMs === undefined || lab.kept !== undefined ? {} : { estimateMs }
    const queue = place === undefined ? {} : { queue: { position: place.position, ...shortageOf(place) } }
    const isKept = lab.kept === undefined ? {} : { isKept: true }
    return { ...base, state: lab.state, phases: lab.phases, ...estimate, ...queue, ...isKept }
  }
  if (lab.state === 'ready') {
    const { state, phases, nodes, readyAt, expiresAt, isShortened, steps } = lab
    const known = { ...(facts && { facts: { ...facts } }), ...(drawn && { drawn: [...drawn] }), ...(exam && { exam }) }
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
      steps,
      ...known,
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
  if (lab.state === 'ending') return { ...base, state: lab.state, reason: lab.reason }
  return { ...base, state: lab.state, reason: lab.reason }
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
