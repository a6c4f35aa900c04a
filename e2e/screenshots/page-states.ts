/** What the server can say of a learner's lab, one of each kind, for pictures of states that are hard to bring about. */
import { KindlabError } from '#protocol/errors.ts'
import type { LabView, PhaseView, SessionView } from '#protocol/views.ts'

export interface LessonName {
  module: string
  lesson: string
}

/** `unreachable`: nobody answers. */
export type PageState = SessionView | 'unreachable'

export function pageStates({ module, lesson }: LessonName, nowMs: number): Record<string, PageState> {
  const base = { id: 'lab', module, lesson, createdAt: nowMs - 23_000, generation: 1 }
  const { error } = new KindlabError('sandbox.boot_failed', {
    detail: 'kube-apiserver did not answer in 90 s (last: connection refused)',
  }).toView()
  const phases = phasesUntil(nowMs)
  const labs: Record<string, LabView> = {
    creating: { ...base, state: 'creating', phases, estimateMs: 43_000 },
    queued: {
      ...base,
      state: 'creating',
      phases: phases.slice(0, 0),
      queue: { position: 3, shortage: 'capacity.memory' },
    },
    failed: { ...base, state: 'failed', phases, failedPhase: 'api', error },
    ending: { ...base, state: 'ending', reason: 'learner' },
    expired: { ...base, state: 'ended', reason: 'expired' },
    elsewhere: { ...base, lesson: `not-${lesson}`, state: 'creating', phases },
  }
  const named = Object.entries(labs).map(([name, lab]): [string, PageState] => [name, session({ lab })])
  return {
    reading: session({}),
    ...Object.fromEntries(named),
    'docker-down': session({ isDockerUp: false }),
    'server-down': 'unreachable',
  }
}

function session(part: Partial<SessionView>): SessionView {
  return { learner: { id: 'learner' }, lab: null, progress: {}, steps: {}, tier: 0, isDockerUp: true, ...part }
}

function phasesUntil(nowMs: number): PhaseView[] {
  return [
    { name: 'network', startedAt: nowMs - 23_000, endedAt: nowMs - 22_000 },
    { name: 'nodes', startedAt: nowMs - 22_000, endedAt: nowMs - 15_000 },
    { name: 'booting', startedAt: nowMs - 15_000, endedAt: nowMs - 8_000 },
    { name: 'api', startedAt: nowMs - 8_000 },
  ]
}
