/** Maps the state of the store to the one state that the lab pane of a lesson shows. Pure. */
import type { KindlabError } from '#protocol/kindlab-error.ts'
import type { LabView } from '#protocol/views.ts'
import type { PendingAction, SessionInfo, SessionState } from './lab-snapshot.ts'

type LabInState<State extends LabView['state']> = Extract<LabView, { state: State }>

export type LabSituation =
  | { kind: 'loading' }
  | { kind: 'unreachable'; error: KindlabError }
  | { kind: 'docker-down' }
  | { kind: 'read-only' }
  | { kind: 'none' }
  | { kind: 'starting' }
  | { kind: 'queued'; lab: LabInState<'creating'>; queue: NonNullable<LabInState<'creating'>['queue']> }
  | { kind: 'creating'; lab: LabInState<'creating'> }
  | { kind: 'ready'; lab: LabInState<'ready'> }
  | { kind: 'keeping' }
  | { kind: 'kept'; lab: LabInState<'kept'> }
  | { kind: 'failed'; lab: LabInState<'failed'> }
  | { kind: 'ending' }
  | { kind: 'ended'; reason: LabInState<'ended'>['reason'] }
  | { kind: 'elsewhere'; lab: LabView }

export interface LessonName {
  module: string
  lesson: string
}

export interface KnownState {
  session: SessionState
  lab: LabView | null
  pending: PendingAction | null
}

export function situationOf({ session, lab, pending }: KnownState, lesson: LessonName): LabSituation {
  if (lab !== null) {
    const isHere = lab.module === lesson.module && lab.lesson === lesson.lesson
    if (isHere) return situationHere(lab, pending)
    if (lab.state === 'ending' || pending === 'end') return { kind: 'ending' }
    if (lab.state !== 'ended') return { kind: 'elsewhere', lab }
  }
  if (session.state === 'loading') return { kind: 'loading' }
  if (session.state === 'failed') return { kind: 'unreachable', error: session.error }
  if (pending === 'start') return { kind: 'starting' }
  return withoutLab(session.view)
}

function situationHere(lab: LabView, pending: KnownState['pending']): LabSituation {
  if (pending === 'start' || pending === 'reset' || pending === 'resume') return { kind: 'starting' }
  if (pending === 'keep') return { kind: 'keeping' }
  if (pending === 'end' || lab.state === 'ending') return { kind: 'ending' }
  if (lab.state === 'creating')
    return lab.queue === undefined ? { kind: 'creating', lab } : { kind: 'queued', lab, queue: lab.queue }
  if (lab.state === 'ready') return { kind: 'ready', lab }
  if (lab.state === 'kept') return { kind: 'kept', lab }
  if (lab.state === 'failed') return { kind: 'failed', lab }
  return { kind: 'ended', reason: lab.reason }
}

function withoutLab(session: SessionInfo): LabSituation {
  if (!session.isDockerUp) return { kind: 'docker-down' }
  return session.isReadOnly === true ? { kind: 'read-only' } : { kind: 'none' }
}
