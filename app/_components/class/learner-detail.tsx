'use client'
import { X } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import type { BoardLearner } from '#protocol/classes.ts'
import type { KindlabError } from '#protocol/kindlab-error.ts'
import type { LabView } from '#protocol/views.ts'
import { asKindlabError } from '../api/answer-store.ts'
import { call } from '../api/call.ts'
import { useAnswer } from '../api/use-answer.ts'
import { buttonClass, ICON_BUTTON } from '../site/button.ts'
import { Confirm } from '../site/confirm.tsx'
import { ErrorText } from '../site/error-text.tsx'
import { formatTime, formatTimeLeft } from '../time/words.ts'
import { useNow } from '../time/clock.ts'
import { SECTION } from './class-styles.ts'
import { ExamProgress } from './exam-progress.tsx'

/** The code of the terminals loads with the first watch. */
const LoadedWatch = dynamic(async () => (await import('./watch-terminals.tsx')).WatchTerminals, { ssr: false })

interface LearnerDetailProps {
  classId: string
  learner: BoardLearner
  onClose: () => void
}

/** One learner: lab, steps with hints and solutions, and the last checks that are not met. */
export function LearnerDetail({ classId, learner, onClose }: LearnerDetailProps) {
  const { answer, error, load, act } = useAnswer('class.learner', { id: classId, member: learner.id })
  const { name = 'No name', stuck } = learner
  return (
    <section aria-labelledby="learner" className="mt-6 rounded-lg border border-line bg-surface p-5">
      <div className="flex items-start justify-between gap-3">
        <h2 id="learner" className={SECTION}>
          <bdi>{name}</bdi>
        </h2>
        <button type="button" className={ICON_BUTTON} onClick={onClose} aria-label={`Close ${name}`}>
          <X size={18} aria-hidden />
        </button>
      </div>
      <LabLine learner={learner} />
      {learner.exam !== undefined && <ExamProgress exam={learner.exam} />}
      {stuck !== undefined && <p className="mt-1 text-sm text-warning">{stuck}</p>}
      {error !== undefined && (
        <div role="alert" className="mt-3">
          <ErrorText error={error} />
        </div>
      )}
      {answer !== undefined && <Steps steps={answer.steps} />}
      {answer !== undefined && <Unmet results={answer.results} />}
      <div className="mt-4 flex flex-wrap gap-2">
        <WatchButton classId={classId} learner={learner} />
        <button type="button" className={buttonClass('secondary', 'small')} onClick={() => void load()}>
          Read again
        </button>
        <Confirm
          button="Remove from the class"
          buttonClass={buttonClass('danger', 'small')}
          align="start"
          question={`Remove ${name}?`}
          yes={{
            label: 'Remove',
            kind: 'danger',
            isDisabled: false,
            run: async () => {
              if (await act(() => call('class.remove_member', { id: classId, member: learner.id }))) onClose()
            },
          }}
          no="Stay"
        >
          You no longer see this learner. Results and lab of the learner stay.
        </Confirm>
      </div>
    </section>
  )
}

/** Opens the terminals below. Reading the lab first shows why it cannot be watched. */
function WatchButton({ classId, learner }: { classId: string; learner: BoardLearner }) {
  const [lab, setLab] = useState<LabView>()
  const [problem, setProblem] = useState<KindlabError>()
  const { id, name = 'No name' } = learner
  const open = async () => {
    try {
      setLab((await call('class.watch', { id: classId, member: id })).lab)
      setProblem(undefined)
    } catch (thrown) {
      setProblem(asKindlabError(thrown))
    }
  }
  return (
    <>
      {learner.lab?.state === 'ready' && lab === undefined && (
        <button type="button" className={buttonClass('primary', 'small')} onClick={() => void open()}>
          Watch the terminals
        </button>
      )}
      {problem !== undefined && (
        <div role="alert" className="w-full">
          <ErrorText error={problem} />
        </div>
      )}
      {lab !== undefined && (
        <div className="w-full">
          <LoadedWatch classId={classId} learner={{ id, name }} lab={lab} onClose={() => setLab(undefined)} />
        </div>
      )}
    </>
  )
}

function LabLine({ learner: { lab } }: { learner: BoardLearner }) {
  const now = useNow()
  if (lab === undefined) return <p className="mt-1 text-sm text-muted">No lab.</p>
  return (
    <p className="mt-1 text-sm text-muted">
      Lab {lab.state} in {lab.module}/{lab.lesson}
      {lab.endsAt !== undefined && now > 0 && `, ${formatTimeLeft(lab.endsAt - now)} left`}.
    </p>
  )
}

type Steps = NonNullable<ReturnType<typeof useAnswer<'class.learner'>>['answer']>['steps']

function Steps({ steps }: { steps: Steps }) {
  const rows = Object.entries(steps).flatMap(([lesson, list]) => list.map((step) => ({ lesson, ...step })))
  if (rows.length === 0) return <p className="mt-3 text-sm text-muted">This learner has started no step yet.</p>
  return (
    <table className="mt-3 w-full text-sm">
      <thead>
        <tr className="text-left text-muted">
          <th scope="col" className="py-1 pr-3 font-medium">
            Step
          </th>
          <th scope="col" className="py-1 pr-3 font-medium">
            Done
          </th>
          <th scope="col" className="py-1 pr-3 font-medium">
            Hints
          </th>
          <th scope="col" className="py-1 font-medium">
            Solution
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ lesson, step, doneAt, doneBy, hints, solutionAt }) => (
          <tr key={`${lesson} ${step}`} className="border-t border-line">
            <th scope="row" className="py-1 pr-3 text-left font-normal">
              {lesson.split('/')[1]}: {step}
            </th>
            <td className="py-1 pr-3">
              {doneAt === undefined ? 'no' : `${formatTime(doneAt)}${doneBy === 'solution' ? ' (solution)' : ''}`}
            </td>
            <td className="py-1 pr-3">{hints}</td>
            <td className="py-1">{solutionAt === undefined ? 'no' : 'used'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

type Results = NonNullable<ReturnType<typeof useAnswer<'class.learner'>>['answer']>['results']

/** Texts of a node are the learner's: React shows them as text. */
function Unmet({ results }: { results: Results }) {
  const unmet = Object.values(results)
    .flat()
    .filter(({ outcome }) => outcome === 'unmet')
    .toSorted((one, other) => other.checkedAt - one.checkedAt)
    .slice(0, 5)
  if (unmet.length === 0) return null
  return (
    <>
      <h3 className="mt-4 text-sm font-medium">Last checks that are not met</h3>
      <ul className="mt-1 space-y-2 text-sm">
        {unmet.map(({ step, check, expected, actual, why, checkedAt }) => (
          <li key={`${step} ${check}`} className="rounded-md bg-sunken px-3 py-2">
            <p>
              {step} · {formatTime(checkedAt)}
            </p>
            {expected !== undefined && <p className="text-muted">expected: {expected}</p>}
            {actual !== undefined && <p className="break-all">actual: {actual}</p>}
            {why !== undefined && <p className="text-muted">{why}</p>}
          </li>
        ))}
      </ul>
    </>
  )
}
