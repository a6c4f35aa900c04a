'use client'
import { Hand } from 'lucide-react'
import { type FormEvent, useId, useState } from 'react'
import type { KindlabError } from '#protocol/kindlab-error.ts'
import { asKindlabError } from '../api/answer-store.ts'
import { call } from '../api/call.ts'
import { useLab } from '../lab/use-lab.ts'
import { buttonClass } from '../site/button.ts'
import { ErrorText } from '../site/error-text.tsx'
import { PopoverButton, useClosePopover } from '../site/popover-button.tsx'
import { ClassBanner } from './class-banner.tsx'
import type { MineView } from './class-store.ts'
import { useClass, useMyClassId } from './use-class.ts'

/** Raises the hand of a learner who is in a class, and shows the banner of the class. Renders nothing for other people. */
export function HandButton() {
  const classId = useMyClassId()
  return classId === undefined ? null : <HandOfClass key={classId} classId={classId} />
}

function HandOfClass({ classId }: { classId: string }) {
  const { mine } = useClass(classId)
  // An exam has no help; a banner comes after it.
  if (mine === undefined || mine.isExam) return null
  const isRaised = mine.help !== undefined
  return (
    <>
      <PopoverButton
        action={{ id: 'hand', label: isRaised ? 'Change your question' : 'Raise your hand' }}
        title={isRaised ? 'Your hand is raised' : 'Raise your hand'}
        button={
          <>
            <Hand size={18} aria-hidden className={isRaised ? 'text-warning' : ''} />
            <span className="max-sm:sr-only">{isRaised ? 'Hand raised' : 'Help'}</span>
          </>
        }
        buttonClass={BUTTON}
        panel={{ label: 'Ask your instructor', side: 'bottom', align: 'end', className: 'w-80 p-4' }}
      >
        <HelpForm classId={classId} mine={mine} />
      </PopoverButton>
      <ClassBanner mine={mine} />
    </>
  )
}

const BUTTON =
  'inline-flex h-9 min-w-9 items-center justify-center gap-1.5 rounded-md px-2 text-sm text-muted transition-colors hover:bg-sunken hover:text-text'

function HelpForm({ classId, mine }: { classId: string; mine: MineView }) {
  const { lab } = useLab()
  const close = useClosePopover()
  const [note, setNote] = useState(mine.help?.note ?? '')
  const [problem, setProblem] = useState<KindlabError>()
  const id = useId()
  const act = async (change: () => Promise<unknown>) => {
    try {
      await change()
      close()
    } catch (thrown) {
      setProblem(asKindlabError(thrown))
    }
  }
  const ask = (event: FormEvent) => {
    event.preventDefault()
    const place = lab === null ? {} : { module: lab.module, lesson: lab.lesson }
    void act(() => call('help.ask', { id: classId, body: { note, ...place } }))
  }
  return (
    <form onSubmit={ask}>
      <LastAnswer mine={mine} />
      <label htmlFor={id} className="text-sm font-medium">
        What is the problem?
      </label>
      <textarea
        id={id}
        value={note}
        onChange={(event) => setNote(event.target.value)}
        rows={3}
        maxLength={500}
        aria-describedby={`${id}-hint`}
        className="mt-1.5 w-full rounded-md border border-line-strong bg-surface px-2.5 py-1.5 text-sm text-text"
      />
      <p id={`${id}-hint`} className="mt-1 text-xs text-muted">
        The instructors of your class see it, with your lesson. A note is not necessary.
      </p>
      <div role="alert" className="mt-2 empty:hidden">
        {problem !== undefined && <ErrorText error={problem} />}
      </div>
      <HelpButtons isRaised={mine.help !== undefined} onLower={() => act(() => call('help.cancel', { id: classId }))} />
    </form>
  )
}

function HelpButtons({ isRaised, onLower }: { isRaised: boolean; onLower: () => Promise<void> }) {
  return (
    <div className="mt-3 flex gap-2">
      <button type="submit" className={buttonClass('primary', 'small')}>
        {isRaised ? 'Save the note' : 'Raise your hand'}
      </button>
      {isRaised && (
        <button type="button" className={buttonClass('secondary', 'small')} onClick={() => void onLower()}>
          Lower your hand
        </button>
      )}
    </div>
  )
}

function LastAnswer({ mine }: { mine: MineView }) {
  if (mine.answer === undefined || mine.help !== undefined) return null
  return (
    <p className="mb-3 rounded-md bg-success-soft px-3 py-2 text-sm">
      <span className="font-medium">Answer: </span>
      {mine.answer.text}
    </p>
  )
}
