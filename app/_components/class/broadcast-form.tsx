'use client'
import { type FormEvent, useId, useState } from 'react'
import type { BoardLesson, BoardView } from '#protocol/classes.ts'
import type { KindlabError } from '#protocol/kindlab-error.ts'
import { asKindlabError } from '../api/answer-store.ts'
import { call } from '../api/call.ts'
import { lessonHref } from '../course/links.ts'
import { buttonClass } from '../site/button.ts'
import { ErrorText } from '../site/error-text.tsx'
import { FIELD, SECTION } from './class-styles.ts'

interface BroadcastFormProps {
  classId: string
  board: BoardView
}

/** Shows a message on the pages of all learners, with a link to a step if wanted. */
export function BroadcastForm({ classId, board: { banner, lessons, learners } }: BroadcastFormProps) {
  const { text, path, problem, setText, setPath, send } = useBroadcast(classId)
  const id = useId()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send(text)
  }
  return (
    <section aria-labelledby={`${id}-heading`}>
      <h2 id={`${id}-heading`} className={SECTION}>
        Message to all
      </h2>
      {banner !== undefined && (
        <p className="mt-2 rounded-md bg-accent-soft px-3 py-2 text-sm">
          Shown now: {banner.text}{' '}
          <button type="button" className="text-accent underline" onClick={() => void send('')}>
            Remove
          </button>
        </p>
      )}
      <ExamNote learners={learners} />
      <form onSubmit={submit} className="mt-2 space-y-2">
        <label htmlFor={id} className="sr-only">
          Message
        </label>
        <input
          id={id}
          value={text}
          onChange={(event) => setText(event.target.value)}
          maxLength={300}
          placeholder="Everyone: go to step 4"
          className={FIELD}
        />
        <StepChoice id={`${id}-path`} path={path} lessons={lessons} onChoose={setPath} />
        {problem !== undefined && (
          <div role="alert">
            <ErrorText error={problem} />
          </div>
        )}
        <button type="submit" disabled={text.trim() === ''} className={buttonClass('secondary', 'small')}>
          Show to all learners
        </button>
      </form>
    </section>
  )
}

function ExamNote({ learners }: Pick<BoardView, 'learners'>) {
  const count = learners.filter(({ exam }) => exam !== undefined).length
  if (count === 0) return null
  return (
    <p className="mt-1 text-sm text-muted">
      {count === 1 ? 'A learner who sits an exam gets' : `${count} learners who sit an exam get`} it after the exam.
    </p>
  )
}

function useBroadcast(classId: string) {
  const [text, setText] = useState('')
  const [path, setPath] = useState('')
  const [problem, setProblem] = useState<KindlabError>()
  const send = async (message: string) => {
    try {
      const body = path === '' ? { text: message } : { text: message, path }
      await call('class.broadcast', { id: classId, body })
      setProblem(undefined)
      setText('')
    } catch (thrown) {
      setProblem(asKindlabError(thrown))
    }
  }
  return { text, path, problem, setText, setPath, send }
}

interface StepChoiceProps {
  id: string
  path: string
  lessons: readonly BoardLesson[]
  onChoose: (path: string) => void
}

function StepChoice({ id, path, lessons, onChoose }: StepChoiceProps) {
  return (
    <>
      <label htmlFor={id} className="block text-sm text-muted">
        With a link to
      </label>
      <select id={id} value={path} onChange={(event) => onChoose(event.target.value)} className={FIELD}>
        <option value="">no step</option>
        {lessons.map(({ module, lesson, title, steps }) => (
          <optgroup key={`${module}/${lesson}`} label={title}>
            {steps.map((step) => (
              <option key={step.id} value={`${lessonHref(module, lesson)}#${step.id}`}>
                {step.title}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </>
  )
}
