/** The instructor's board: all learners of a class at all started steps. Read from the store, so that a restarted server shows the same. */
import type { Course, Lesson } from '#course/model.ts'
import type {
  BannerView,
  BoardExam,
  BoardLearner,
  BoardLesson,
  BoardView,
  CellState,
  CommonAnswer,
} from '#protocol/classes.ts'
import type { Labs } from '#server/labs/labs.ts'
import type { StepProgress } from '#server/model/step-progress.ts'
import { medianTimes, whyStuck } from '#server/model/stuck.ts'
import type { KnownClass } from '#server/store/class-rows.ts'
import type { Store } from '#server/store/open-store.ts'
import { readBoardExam } from './board-exam.ts'
import type { Presence } from './presence.ts'

/** From this number of learners, an equal wrong answer is reported. */
const MIN_EQUAL_ANSWERS = 3

export interface BoardParts {
  store: Store
  labs: Labs
  course: Course
  presence: Presence
  bannerOf: (classId: string) => BannerView | undefined
  wallNow: () => number
}

type Progress = Record<string, StepProgress[]>

export async function readBoard(parts: BoardParts, { id, name }: KnownClass): Promise<BoardView> {
  const { store, labs, bannerOf } = parts
  const [members, progress, help, unmet] = await Promise.all([
    store.classes.findMembers(id),
    store.stepProgress.findByClass(id),
    store.help.findByClass(id),
    store.checkResults.findUnmetByClass(id),
  ])
  const medians = mediansByLesson([...progress.values()])
  const exams = await readExams(parts, members)
  const learners = members.flatMap(({ learnerId, displayName, role }): BoardLearner[] => {
    if (role !== 'learner') return []
    const { cells, stuck } = cellsOf(progress.get(learnerId) ?? {}, medians, parts.wallNow())
    const request = help.get(learnerId)
    const lab = labOf(labs, learnerId)
    const exam = exams.get(learnerId)
    return [
      {
        id: learnerId,
        ...(displayName === undefined ? {} : { name: displayName }),
        isHere: parts.presence.isHere(learnerId),
        ...(lab === undefined ? {} : { lab }),
        ...(exam === undefined ? {} : { exam }),
        cells,
        ...(stuck === undefined ? {} : { stuck }),
        ...(request === undefined ? {} : { help: request }),
        watchers: parts.presence.watchersOf(learnerId),
      },
    ]
  })
  const banner = bannerOf(id)
  const lessons = lessonsOf(parts.course, learners)
  const shown = { name, lessons, learners, commonAnswers: commonAnswers(unmet) }
  return banner === undefined ? shown : { ...shown, banner }
}

async function readExams(
  parts: BoardParts,
  members: readonly { learnerId: string }[],
): Promise<Map<string, BoardExam>> {
  const exams = new Map<string, BoardExam>()
  for (const { learnerId } of members) {
    const live = parts.labs.ofLearner(learnerId)
    const exam = live && (await readBoardExam(parts, live))
    if (exam !== undefined) exams.set(learnerId, exam)
  }
  return exams
}

function mediansByLesson(all: readonly Progress[]): Map<string, ReadonlyMap<string, number>> {
  const byLesson = new Map<string, StepProgress[]>()
  for (const progress of all) {
    for (const [key, steps] of Object.entries(progress)) byLesson.set(key, [...(byLesson.get(key) ?? []), ...steps])
  }
  return new Map([...byLesson].map(([key, steps]) => [key, medianTimes(steps)]))
}

function cellsOf(progress: Progress, medians: Map<string, ReadonlyMap<string, number>>, now: number) {
  const cells: BoardLearner['cells'] = {}
  let last: { at: number; why: string | undefined } | undefined
  for (const [key, steps] of Object.entries(progress)) {
    const row: Record<string, CellState> = {}
    for (const step of steps) {
      const why = whyStuck(step, medians.get(key) ?? new Map(), now)
      row[step.step] = stateOf(step, why)
      const at = step.startedAt ?? 0
      // Only the step that the learner began last counts: older open steps were left.
      if (last === undefined || at >= last.at) last = { at, why }
    }
    cells[key] = row
  }
  return { cells, stuck: last?.why }
}

function stateOf({ doneAt, doneBy, startedAt }: StepProgress, why: string | undefined): CellState {
  if (doneAt !== undefined) return doneBy === 'solution' ? 'solution' : 'done'
  if (why !== undefined) return 'stuck'
  return startedAt === undefined ? 'none' : 'work'
}

function labOf(labs: Labs, learnerId: string): BoardLearner['lab'] {
  const view = labs.ofLearner(learnerId)?.view()
  if (view === undefined || view.state === 'ended') return undefined
  const { state, module, lesson } = view
  return { state, module, lesson, ...(view.state === 'ready' ? { endsAt: view.expiresAt } : {}) }
}

/** Lessons in which a learner has a lab or has started a step, in the order of the course. */
function lessonsOf({ modules }: Course, learners: readonly BoardLearner[]): BoardLesson[] {
  const used = new Set(learners.flatMap(({ cells, lab }) => [...Object.keys(cells), ...(lab ? [keyOf(lab)] : [])]))
  return modules
    .flatMap(({ lessons }) => lessons)
    .filter((lesson) => used.has(`${lesson.moduleId}/${lesson.id}`) && lesson.steps.length > 0)
    .map(toBoardLesson)
}

function toBoardLesson({ moduleId, id, title, steps }: Lesson): BoardLesson {
  return { module: moduleId, lesson: id, title, steps: steps.map((step) => ({ id: step.id, title: step.title })) }
}

function keyOf({ module, lesson }: { module: string; lesson: string }): string {
  return `${module}/${lesson}`
}

function commonAnswers(
  unmet: readonly { learnerId: string; module: string; lesson: string; step: string; actual: string }[],
) {
  const groups = new Map<string, { answer: Omit<CommonAnswer, 'count'>; learners: Set<string> }>()
  for (const { learnerId, ...answer } of unmet) {
    const key = JSON.stringify(answer)
    const group = groups.get(key) ?? { answer, learners: new Set() }
    groups.set(key, group)
    group.learners.add(learnerId)
  }
  return [...groups.values()]
    .filter(({ learners }) => learners.size >= MIN_EQUAL_ANSWERS)
    .map(({ answer, learners }): CommonAnswer => ({ ...answer, count: learners.size }))
    .toSorted((one, other) => other.count - one.count)
    .slice(0, 5)
}
