'use client'
import { clsx } from 'clsx'
import { useId, useState } from 'react'
import type { BoardLearner, BoardLesson, BoardView } from '#protocol/classes.ts'
import { ScrollBox } from '../site/scroll-box.tsx'
import { busiestLesson, byNeed, CELLS, lessonKey, stateOf } from './cells.ts'
import { FIELD, SECTION } from './class-styles.ts'
import { LearnerDetail } from './learner-detail.tsx'

/** The map of learners and steps. A table, so that a screen reader reads each state with its learner and step. */
export function ClassBoard({ classId, board }: { classId: string; board: BoardView }) {
  const [chosen, setChosen] = useState<string>()
  const [shown, setShown] = useState<string>()
  const lesson =
    board.lessons.find((each) => lessonKey(each) === chosen) ?? busiestLesson(board.lessons, board.learners)
  const learner = board.learners.find(({ id }) => id === shown)
  if (board.learners.length === 0) return <NoLearners />
  return (
    <section aria-labelledby="map" className="min-w-0">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <h2 id="map" className={SECTION}>
          Learners
        </h2>
        {lesson !== undefined && <LessonChoice lessons={board.lessons} lesson={lesson} onChoose={setChosen} />}
      </div>
      <Legend />
      {lesson === undefined && (
        <p className="mt-3 text-sm text-muted">
          No learner of this class has started a step yet. The map fills itself as soon as the first lab starts.
        </p>
      )}
      <BoardTable board={board} lesson={lesson} shown={shown} onShow={setShown} />
      <CommonAnswers board={board} />
      {learner !== undefined && (
        <LearnerDetail key={learner.id} classId={classId} learner={learner} onClose={() => setShown(undefined)} />
      )}
    </section>
  )
}

function NoLearners() {
  return (
    <section className="max-w-[40rem] self-start rounded-lg border border-line bg-surface p-6">
      <h2 className={SECTION}>No learner has joined yet</h2>
      <p className="mt-2 text-muted">
        Open “Learners and settings”, create a link, and send it to your learners. Each learner who opens it appears
        here at once. To see this page with learners, run <code>./kindlab demo-class</code> on the machine.
      </p>
    </section>
  )
}

interface LessonChoiceProps {
  lessons: readonly BoardLesson[]
  lesson: BoardLesson
  onChoose: (key: string) => void
}

function LessonChoice({ lessons, lesson, onChoose }: LessonChoiceProps) {
  const id = useId()
  return (
    <div className="flex items-center gap-2 text-sm">
      <label htmlFor={id} className="text-muted">
        Lesson
      </label>
      <select id={id} value={lessonKey(lesson)} onChange={(event) => onChoose(event.target.value)} className={FIELD}>
        {lessons.map((each) => (
          <option key={lessonKey(each)} value={lessonKey(each)}>
            {each.title}
          </option>
        ))}
      </select>
    </div>
  )
}

function Legend() {
  return (
    <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
      {Object.entries(CELLS).map(([state, { label, sign, className }]) =>
        state === 'none' ? null : (
          <li key={state} className="flex items-center gap-1.5">
            <span aria-hidden className={clsx('inline-flex size-5 items-center justify-center rounded', className)}>
              {sign}
            </span>
            {label}
          </li>
        ),
      )}
    </ul>
  )
}

interface BoardTableProps {
  board: BoardView
  lesson: BoardLesson | undefined
  shown: string | undefined
  onShow: (id: string) => void
}

function BoardTable({ board, lesson, shown, onShow }: BoardTableProps) {
  const steps = lesson?.steps ?? []
  return (
    <ScrollBox className="mt-3 rounded-lg border border-line bg-surface">
      <table className="w-full border-collapse text-sm">
        <thead>
          <tr className="border-b border-line text-left align-bottom">
            <th scope="col" className="sticky left-0 bg-surface px-3 py-2 font-medium">
              Learner
            </th>
            {steps.map(({ id, title }, index) => (
              <th key={id} scope="col" className="px-1 py-2 text-center font-medium" title={title}>
                <span aria-hidden>{index + 1}</span>
                <span className="sr-only">{title}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {byNeed(board.learners).map((learner) => (
            <tr key={learner.id} className="border-b border-line last:border-0">
              <th scope="row" className="sticky left-0 max-w-56 min-w-40 bg-surface px-3 py-1.5 text-left font-normal">
                <LearnerCell learner={learner} isShown={shown === learner.id} onShow={() => onShow(learner.id)} />
              </th>
              {lesson !== undefined && steps.map(({ id }) => <Cell key={id} state={stateOf(learner, lesson, id)} />)}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

interface LearnerCellProps {
  learner: BoardLearner
  isShown: boolean
  onShow: () => void
}

function LearnerCell({ learner, isShown, onShow }: LearnerCellProps) {
  const { name = 'No name', isHere, lab, exam, help, stuck, watchers } = learner
  return (
    <>
      <button
        type="button"
        onClick={onShow}
        aria-expanded={isShown}
        className="block max-w-full truncate font-medium text-accent underline-offset-2 hover:underline"
      >
        <bdi>{name}</bdi>
      </button>
      <span className="block truncate text-xs text-muted">
        {[
          ...(exam === undefined ? [] : ['exam']),
          ...(help === undefined ? [] : ['hand raised']),
          ...(stuck === undefined ? [] : ['stuck']),
          isHere || lab !== undefined ? (lab === undefined ? 'here, no lab' : `lab ${lab.state}`) : 'away',
          ...(watchers.length === 0 ? [] : [`watched by ${watchers.join(', ')}`]),
        ].join(' · ')}
      </span>
    </>
  )
}

function Cell({ state }: { state: keyof typeof CELLS }) {
  const { label, sign, className } = CELLS[state]
  return (
    <td className="p-0.5 text-center" aria-label={label}>
      <span title={label} className={clsx('flex h-7 min-w-7 items-center justify-center rounded', className)}>
        {sign}
      </span>
    </td>
  )
}

function CommonAnswers({ board: { commonAnswers } }: { board: BoardView }) {
  if (commonAnswers.length === 0) return null
  return (
    <div className="mt-4 rounded-lg border border-line bg-surface p-4 text-sm">
      <h3 className="font-medium">The same wrong answer</h3>
      <ul className="mt-1 space-y-1 text-muted">
        {commonAnswers.map(({ lesson, step, actual, count }) => (
          <li key={`${lesson} ${step} ${actual}`}>
            {count} learners at <span className="text-text">{step}</span>: <code className="break-all">{actual}</code>
          </li>
        ))}
      </ul>
    </div>
  )
}
