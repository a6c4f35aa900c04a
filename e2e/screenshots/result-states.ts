/** Results of checks that are out of date, and one that could not run. */
import type { CheckResultView, LabView } from '#protocol/views.ts'
import { emptySession, type LessonName, type PageState, pageStates } from './page-states.ts'

const STEP = 'find-the-parts'
const CHECK = 'kubelet-pid'

/** `lesson` is the first one: the others have no step of this name. */
export function resultStates(lesson: LessonName, nowMs: number): Record<string, PageState> {
  const ready = pageStates(lesson, nowMs)['ready']?.line
  if (ready?.lab.state !== 'ready') throw new Error('unreachable: the lab of this state is ready')
  const { lab } = ready
  const minutesAgo = (minutes: number) => nowMs - minutes * 60_000
  const met = resultOf({ outcome: 'met', checkedAt: nowMs - 10_000 })
  const unmet = resultOf({
    outcome: 'unmet',
    checkedAt: nowMs - 10_000,
    expected: '/root/kubelet-pid holds the process ID of the kubelet',
    actual: 'the worker has no file /root/kubelet-pid',
    why: 'Files of the control plane are not on the worker.',
  })
  const state = (
    present: LabView | null,
    result: CheckResultView,
    doneAt?: number,
    doneBy: 'own' | 'solution' = 'own',
  ): PageState => ({
    session: emptySession({
      lab: present,
      progress: { [`${lesson.module}/${lesson.lesson}`]: [result] },
      steps:
        doneAt === undefined
          ? {}
          : { [`${lesson.module}/${lesson.lesson}`]: [{ step: STEP, hints: 0, doneAt, doneBy }] },
    }),
    ...(present?.state === 'ready' && { line: { ...ready, lab: present } }),
  })
  return {
    current: state(lab, met, minutesAgo(0)),
    helped: state(lab, met, minutesAgo(0), 'solution'),
    changed: state({ ...lab, changedAt: nowMs }, met, minutesAgo(0)),
    'earlier-met': state(null, met, minutesAgo(0)),
    'earlier-unmet': state(null, unmet),
    'fresh-cluster': state(lab, { ...met, checkedAt: minutesAgo(30) }, minutesAgo(30)),
    'done-before': state(lab, unmet, minutesAgo(30)),
    'not-run': state(lab, resultOf({ outcome: 'error', checkedAt: nowMs })),
  }
}

function resultOf(part: Partial<CheckResultView> & Pick<CheckResultView, 'outcome' | 'checkedAt'>): CheckResultView {
  return { step: STEP, check: CHECK, durationMs: 40, ...part }
}
