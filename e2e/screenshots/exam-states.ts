/** A mock exam before, during and after, for pictures. */
import type { ExamView } from '#protocol/exam.ts'
import type { ExamResultView, TaskResultView } from '#protocol/exam-result.ts'
import type { LabView } from '#protocol/views.ts'
import { emptySession, type LessonName, type PageState, SCREEN } from './page-states.ts'

export const EXAM: LessonName = { module: 'ready-for-the-exam', lesson: 'mock-exam' }

const DRAWN = [
  'silent-worker',
  'old-papers',
  'api-server-dies',
  'some-calls',
  'no-room',
  'no-pod-stays',
  'no-network',
  'two-facts',
]
const MINUTE_MS = 60_000

export function examStates(nowMs: number): Record<string, PageState> {
  const left = ['silent-worker', 'old-papers']
  const during = { left, leftMs: 21 * MINUTE_MS }
  const exams: Record<string, ExamView> = {
    waiting: { state: 'waiting', left: [], leftMs: 45 * MINUTE_MS },
    open: { ...during, state: 'open', task: 'api-server-dies', endsAt: nowMs + 21 * MINUTE_MS },
    'not-left': {
      ...during,
      state: 'open',
      task: 'api-server-dies',
      endsAt: nowMs + 21 * MINUTE_MS,
      failure: 'exec.timeout',
    },
    preparing: { ...during, state: 'preparing', task: 'some-calls' },
    stuck: { ...during, state: 'stuck', task: 'some-calls', failure: 'work.no_symptom' },
    'last-minutes': { ...during, state: 'open', task: 'two-facts', endsAt: nowMs + 4 * MINUTE_MS },
  }
  const running = Object.entries(exams).map(([name, exam]): [string, PageState] => {
    const lab = labOf(exam, nowMs)
    return [name, { session: emptySession({ lab }), line: { lab, screen: SCREEN } }]
  })
  return {
    before: { session: emptySession({}) },
    ...Object.fromEntries(running),
    result: { session: emptySession({}), results: [resultAt(nowMs), { ...resultAt(nowMs - 86_400_000), id: 'older' }] },
  }
}

function labOf(exam: ExamView, nowMs: number): LabView {
  return {
    ...EXAM,
    id: 'lab',
    createdAt: nowMs - MINUTE_MS,
    generation: 1,
    state: 'ready',
    phases: [],
    nodes: [
      { id: 'control-plane', name: 'kl-control-plane' },
      { id: 'worker', name: 'kl-worker' },
    ],
    readyAt: nowMs - MINUTE_MS,
    expiresAt: nowMs + 90 * MINUTE_MS,
    leaseMs: 120 * MINUTE_MS,
    drawn: DRAWN,
    exam,
  }
}

const TASKS: readonly TaskResultView[] = [
  task('silent-worker', 'A worker that has stopped reporting', { topic: 'Kubelet', weight: 2, points: 2 }),
  task('old-papers', 'A worker from the backup', { topic: 'Kubelet', weight: 3, points: 0 }),
  task('api-server-dies', 'A cluster without an answer', { topic: 'Static Pods', weight: 3, points: 3 }),
  task('two-facts', 'Two facts about the worker', { topic: 'Core commands', weight: 1, points: 0 }),
]

function task(id: string, title: string, rest: Pick<TaskResultView, 'topic' | 'weight' | 'points'>): TaskResultView {
  const isMet = rest.points === rest.weight
  const evidence = {
    expected: 'the worker is Ready',
    actual: 'Ready is Unknown',
    why: 'Unknown means that no report arrives',
  }
  const result = { step: id, check: 'ready', checkedAt: 0, durationMs: 90 }
  return {
    ...rest,
    task: id,
    title,
    isGraded: id !== 'two-facts',
    teaches: 'node-status/notready-clinic',
    checks: [
      {
        check: 'ready',
        title: 'The worker is Ready',
        ...(id === 'two-facts'
          ? {}
          : { result: { ...result, outcome: isMet ? 'met' : 'unmet', ...(isMet ? {} : evidence) } }),
      },
    ],
  }
}

function resultAt(startedAt: number): ExamResultView {
  return {
    ...EXAM,
    id: 'lab',
    startedAt,
    endedBy: 'learner',
    percent: 55,
    passPercent: 66,
    isPassed: false,
    topics: [
      { topic: 'Kubelet', points: 2, maxPoints: 5 },
      { topic: 'Static Pods', points: 3, maxPoints: 3 },
      { topic: 'Core commands', points: 0, maxPoints: 1 },
    ],
    tasks: [...TASKS],
  }
}
