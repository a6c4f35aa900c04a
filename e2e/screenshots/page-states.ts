/** One of each answer of the server about a lab, for pictures of states that are hard to produce. */
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { ExamResultView } from '#protocol/exam-result.ts'
import type { LabView, PhaseView, SessionView } from '#protocol/views.ts'
import { soundCluster, stoppedKubelet, withoutApi } from './cluster-states.ts'
import type { Line } from './fake-socket.ts'

export interface LessonName {
  module: string
  lesson: string
}

export interface PageState {
  /** `unreachable`: the server does not answer. */
  session: SessionView | 'unreachable'
  /** Messages on the socket, for a ready lab. */
  line?: Line
  /** Exams that are over. */
  results?: ExamResultView[]
  /** Local storage of the browser. */
  settings?: Record<string, string>
}

export function pageStates(lesson: LessonName, nowMs: number): Record<string, PageState> {
  return {
    reading: { session: emptySession({}) },
    ...statesWithoutShell(lesson, nowMs),
    ...statesWithShell(lesson, nowMs),
    'docker-down': { session: emptySession({ isDockerUp: false }) },
    'read-only': { session: emptySession({ isReadOnly: true }) },
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
    'stopped-for-disk': {
      ...base,
      state: 'kept',
      keptAt: nowMs - 60_000,
      removeAt: nowMs + 71 * 3_600_000,
      error: new KindlabError('lab.stopped_for_disk').toView().error,
    },
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
    waking: { line: { ...ready, lab: { ...lab, isWaking: true } } },
    'node-gone': { line: { ...ready, lab: { ...lab, isNodeGone: true } } },
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
