'use client'
import { ErrorText } from '../site/error-text.tsx'
import { useLesson } from '../lesson/lesson-provider.tsx'
import { buttonClass } from '../site/button.ts'
import { Confirm } from '../site/confirm.tsx'
import { taskState } from './task-state.ts'
import { useExam } from './use-exam.ts'

export function HandIn() {
  const { exam, isBusy, failure, handIn } = useExam()
  const { steps } = useLesson()
  const closed = exam === undefined ? 0 : steps.filter(({ id }) => taskState(id, exam) === 'closed').length
  return (
    <Confirm
      button="Hand in"
      buttonClass={buttonClass('primary', 'small')}
      action={{ id: 'hand-in', label: 'Hand in the exam' }}
      question="Hand in now?"
      yes={{ label: 'Hand in', kind: 'primary', isDisabled: isBusy, run: handIn }}
      no="Go on"
    >
      {closed > 0 && `${closed} of ${steps.length} tasks were never opened. `}
      The checks of the open task run, the cluster is deleted, and you see the result.
      {failure !== undefined && (
        <div role="alert" className="mt-3">
          <ErrorText error={failure} />
        </div>
      )}
    </Confirm>
  )
}
