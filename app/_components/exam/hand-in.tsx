'use client'
import { useRef } from 'react'
import { ErrorText } from '../lab-pane/error-text.tsx'
import { useLesson } from '../lesson/lesson-provider.tsx'
import { buttonClass } from '../site/button.ts'
import { Disclosure, type DisclosureHandle, useClose } from '../site/disclosure.tsx'
import { useAction } from '../site/use-action.ts'
import { taskState } from './task-state.ts'
import { useExam } from './use-exam.ts'

/** Ends the exam after one more question. */
export function HandIn() {
  const panel = useRef<DisclosureHandle>(null)
  useAction({ id: 'hand-in', label: 'Hand in the exam' }, () => panel.current?.open())
  return (
    <Disclosure
      ref={panel}
      button="Hand in"
      buttonClass={buttonClass('primary', 'small')}
      panelClass="bottom-full right-0 mb-2 w-72 p-4"
    >
      <ReallyHandIn />
    </Disclosure>
  )
}

function ReallyHandIn() {
  const { exam, isBusy, failure, handIn } = useExam()
  const { steps } = useLesson()
  const close = useClose()
  const closed = exam === undefined ? 0 : steps.filter(({ id }) => taskState(id, exam) === 'closed').length
  return (
    <>
      <p className="font-medium text-text">Hand in now?</p>
      <p className="mt-1 text-muted">
        {closed > 0 && `${closed} of ${steps.length} tasks were never opened. `}
        The checks of the open task run, the cluster is deleted, and you see the result.
      </p>
      <div className="mt-3 flex gap-2">
        <button
          type="button"
          className={buttonClass('primary', 'small')}
          disabled={isBusy}
          onClick={() => void handIn()}
        >
          Hand in
        </button>
        <button type="button" className={buttonClass('quiet', 'small')} onClick={close}>
          Go on
        </button>
      </div>
      {failure !== undefined && (
        <div role="alert" className="mt-3">
          <ErrorText error={failure} />
        </div>
      )}
    </>
  )
}
