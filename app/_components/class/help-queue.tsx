'use client'
import { Hand } from 'lucide-react'
import { type FormEvent, useId, useState } from 'react'
import type { BoardLearner, HelpView } from '#protocol/classes.ts'
import type { KindlabError } from '#protocol/kindlab-error.ts'
import { asKindlabError } from '../api/answer-store.ts'
import { call } from '../api/call.ts'
import { buttonClass } from '../site/button.ts'
import { ErrorText } from '../site/error-text.tsx'
import { formatTime } from '../time/words.ts'
import { FIELD, SECTION } from './class-styles.ts'

/** The raised hands, in the order in which they were raised. */
export function HelpQueue({ classId, learners }: { classId: string; learners: readonly BoardLearner[] }) {
  const asking = learners
    .flatMap(({ id, name, help, exam }) => (help === undefined ? [] : [{ id, name, help, isExam: exam !== undefined }]))
    .toSorted((one, other) => one.help.askedAt - other.help.askedAt)
  return (
    <section aria-labelledby="help">
      <h2 id="help" className={SECTION}>
        Raised hands
      </h2>
      <p aria-live="polite" className="mt-1 text-sm text-muted">
        {asking.length === 0
          ? 'No hand is raised. Learners of the class have a button "Help" in the header of every page.'
          : `${asking.length} waiting`}
      </p>
      <ol className="mt-3 space-y-3">
        {asking.map(({ id, name, help, isExam }) => (
          <li key={id} className="rounded-lg border border-warning/50 bg-warning-soft p-3">
            <Asking classId={classId} learner={id} name={name} help={help} isExam={isExam} />
          </li>
        ))}
      </ol>
    </section>
  )
}

interface AskingProps {
  classId: string
  learner: string
  name: string | undefined
  help: HelpView
  /** No answer before the end of the exam. */
  isExam: boolean
}

function Asking({ classId, learner, name = 'No name', help, isExam }: AskingProps) {
  const [answer, setAnswer] = useState('')
  const [problem, setProblem] = useState<KindlabError>()
  const id = useId()
  const send = async (text: string) => {
    try {
      await call('class.answer_help', { id: classId, member: learner, body: { answer: text } })
    } catch (thrown) {
      setProblem(asKindlabError(thrown))
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send(answer)
  }
  return (
    <form onSubmit={submit}>
      <Question name={name} help={help} />
      {isExam ? (
        <p className="mt-1 text-sm text-muted">Sits an exam now: you can answer after it.</p>
      ) : (
        <Answer id={id} name={name} answer={answer} onChange={setAnswer} />
      )}
      {problem !== undefined && (
        <div role="alert" className="mt-2">
          <ErrorText error={problem} />
        </div>
      )}
      <div className="mt-2 flex flex-wrap gap-2">
        {!isExam && (
          <button type="submit" disabled={answer.trim() === ''} className={buttonClass('primary', 'small')}>
            Send the answer
          </button>
        )}
        <button type="button" className={buttonClass('secondary', 'small')} onClick={() => void send('')}>
          Done
        </button>
      </div>
    </form>
  )
}

interface AnswerProps {
  id: string
  name: string
  answer: string
  onChange: (answer: string) => void
}

function Answer({ id, name, answer, onChange }: AnswerProps) {
  return (
    <>
      <label htmlFor={id} className="sr-only">
        Answer to {name}
      </label>
      <input
        id={id}
        value={answer}
        onChange={(event) => onChange(event.target.value)}
        maxLength={500}
        placeholder="Answer"
        className={`${FIELD} mt-2`}
      />
    </>
  )
}

function Question({ name, help }: { name: string; help: HelpView }) {
  return (
    <>
      <p className="flex items-center gap-2 font-medium">
        <Hand size={16} aria-hidden className="text-warning" />
        <bdi>{name}</bdi>
        <span className="ml-auto text-sm font-normal text-muted">{formatTime(help.askedAt)}</span>
      </p>
      {help.lesson !== undefined && (
        <p className="text-sm text-muted">
          {help.module}/{help.lesson} {help.step}
        </p>
      )}
      {help.note !== '' && <p className="mt-1 text-sm break-words whitespace-pre-wrap">{help.note}</p>}
    </>
  )
}
