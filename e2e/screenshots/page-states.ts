/** What the server can say of a learner's lab, one of each kind, for pictures of states that are hard to bring about. */
import { KindlabError } from '#protocol/errors.ts'
import type { ExamResultView } from '#protocol/exam-result.ts'
import type { LabView, PhaseView, SessionView } from '#protocol/views.ts'
import { soundCluster, stoppedKubelet, withoutApi } from './cluster-states.ts'
import type { Line } from './fake-line.ts'

export interface LessonName {
  module: string
  lesson: string
}

export interface PageState {
  /** `unreachable`: nobody answers. */
  session: SessionView | 'unreachable'
  /** What happens on the socket, for a lab that is ready. */
  line?: Line
  /** Exams that are over. */
  results?: ExamResultView[]
  /** What this browser remembers. */
  settings?: Record<string, string>
}

export function pageStates(lesson: LessonName, nowMs: number): Record<string, PageState> {
  return {
    reading: { session: emptySession({}) },
    ...statesWithoutShell(lesson, nowMs),
    ...statesWithShell(lesson, nowMs),
    'docker-down': { session: emptySession({ isDockerUp: false }) },
    'server-down': { session: 'unreachable' },
  }
}

function statesWithoutShell({ module, lesson }: LessonName, nowMs: number): Record<string, PageState> {
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
    kept: { ...base, state: 'kept', keptAt: nowMs - 3_600_000, removeAt: nowMs + 71 * 3_600_000 },
    'kept-last-hours': {
      ...base,
      state: 'kept',
      keptAt: nowMs - 66 * 3_600_000,
      removeAt: nowMs + 6 * 3_600_000,
      error: new KindlabError('docker.unavailable').toView().error,
    },
    resuming: {
      ...base,
      state: 'creating',
      isKept: true,
      phases: [
        { name: 'nodes', startedAt: nowMs - 9_000, endedAt: nowMs - 6_000 },
        { name: 'api', startedAt: nowMs - 6_000 },
      ],
    },
    'elsewhere-kept': { ...base, lesson: `not-${lesson}`, state: 'kept', keptAt: nowMs, removeAt: nowMs + 86_400_000 },
    failed: { ...base, state: 'failed', phases, failedPhase: 'api', error },
    ending: { ...base, state: 'ending', reason: 'learner' },
    expired: { ...base, state: 'ended', reason: 'expired' },
    elsewhere: { ...base, lesson: `not-${lesson}`, state: 'creating', phases },
  }
  return Object.fromEntries(Object.entries(labs).map(([name, lab]) => [name, { session: emptySession({ lab }) }]))
}

function statesWithShell({ module, lesson }: LessonName, nowMs: number): Record<string, PageState> {
  const base = { id: 'lab', module, lesson, createdAt: nowMs - 60_000, generation: 1, phases: [] }
  const lab: LabView = {
    ...base,
    state: 'ready',
    nodes: [
      { id: 'control-plane', name: 'kl-control-plane' },
      { id: 'worker', name: 'kl-worker' },
    ],
    readyAt: nowMs - 20_000,
    expiresAt: nowMs + 42 * 60_000,
    leaseMs: 45 * 60_000,
    keepMs: 3 * 86_400_000,
  }
  const endingSoon: LabView = { ...lab, expiresAt: nowMs + 9 * 60_000 }
  const ready = { lab, screen: SCREEN }
  const shown = { cluster: 'shown' }
  const lines: Record<string, { line: Line; settings?: Record<string, string> }> = {
    ready: { line: ready },
    'last-minutes': { line: { ...ready, lab: endingSoon, typed: [lab, endingSoon] } },
    watching: { line: { ...ready, role: 'watcher' } },
    lagging: { line: { ...ready, isLagging: true } },
    reconnecting: { line: { ...ready, cutAfterMs: 400 } },
    cluster: { line: { ...ready, cluster: soundCluster() }, settings: shown },
    'cluster-list': { line: { ...ready, cluster: stoppedKubelet() }, settings: { ...shown, 'cluster-form': 'list' } },
    'cluster-api-down': { line: { ...ready, cluster: withoutApi() }, settings: shown },
  }
  return Object.fromEntries(
    Object.entries(lines).map(([name, state]) => [name, { session: emptySession({ lab: state.line.lab }), ...state }]),
  )
}

export const SCREEN = [
  'root@kl-control-plane:~# kubectl get nodes',
  'NAME               STATUS   ROLES           AGE   VERSION',
  'kl-control-plane   Ready    control-plane   61s   v1.37.2',
  'kl-worker          Ready    <none>          44s   v1.37.2',
  'root@kl-control-plane:~# ',
].join('\r\n')

export function emptySession(part: Partial<SessionView>): SessionView {
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
