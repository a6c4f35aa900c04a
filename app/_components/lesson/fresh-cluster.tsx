'use client'
import { RotateCcw } from 'lucide-react'
import { useLab, useLabActions } from '../lab/use-lab.ts'
import { buttonClass } from '../site/button.ts'
import { useLesson } from './lesson-provider.tsx'
import { Disclosure, useClose } from '../site/disclosure.tsx'

/** Another cluster for the same lab, after one more question: what is in the old one cannot be brought back. */
export function FreshCluster() {
  return (
    <Disclosure
      button={
        <>
          <RotateCcw size={14} aria-hidden />
          <span className="max-sm:sr-only">Fresh cluster</span>
        </>
      }
      buttonClass={buttonClass('quiet', 'small')}
      panelClass="bottom-full right-0 mb-2 w-72 p-4"
    >
      <ReallyReset />
    </Disclosure>
  )
}

const IN_A_LESSON = 'Shells, files and whatever earlier steps have set up are deleted; steps that are done stay done.'
const IN_AN_EXAM =
  'The open task begins anew there, what you have left counts as it was found, and the time stands still meanwhile.'

function ReallyReset() {
  const { exam } = useLesson()
  const { reset } = useLabActions()
  const { pending } = useLab()
  const close = useClose()
  return (
    <>
      <p className="font-medium text-text">Throw this cluster away?</p>
      <p className="mt-1 text-muted">
        You get a new one as it was at the start. {exam === undefined ? IN_A_LESSON : IN_AN_EXAM}
      </p>
      <div className="mt-3 flex gap-2">
        <button
          type="button"
          className={buttonClass('danger', 'small')}
          disabled={pending !== null}
          onClick={() => void reset()}
        >
          Delete and start fresh
        </button>
        <button type="button" className={buttonClass('quiet', 'small')} onClick={close}>
          Keep it
        </button>
      </div>
    </>
  )
}
