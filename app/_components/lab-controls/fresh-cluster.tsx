'use client'
import { RotateCcw } from 'lucide-react'
import { useLab, useLabActions } from '../lab/use-lab.ts'
import { buttonClass } from '../site/button.ts'
import { Confirm } from '../site/confirm.tsx'
import { useLesson } from '../lesson/lesson-provider.tsx'

const IN_A_LESSON = 'Shells, files and whatever earlier steps have set up are deleted; steps that are done stay done.'
const IN_AN_EXAM =
  'The open task begins anew there, what you have left counts as it was found, and the time stands still meanwhile.'

/** `isUrgent`: the present cluster does not work any more. */
export function FreshCluster({ isUrgent = false }: { isUrgent?: boolean }) {
  const { exam } = useLesson()
  const { pending } = useLab()
  const { reset } = useLabActions()
  return (
    <Confirm
      button={
        <>
          <RotateCcw size={14} className="max-sm:hidden" aria-hidden />
          Fresh cluster
        </>
      }
      {...(isUrgent && { buttonClass: buttonClass('primary', 'small') })}
      question="Throw this cluster away?"
      yes={{ label: 'Delete and start fresh', kind: 'danger', isDisabled: pending !== null, run: reset }}
      no="Keep it"
    >
      You get a new one as it was at the start. {exam === undefined ? IN_A_LESSON : IN_AN_EXAM}
    </Confirm>
  )
}
