'use client'
import { useRef } from 'react'
import { useLabActions } from '../lab/use-lab.ts'
import { buttonClass } from '../site/button.ts'
import { Disclosure, type DisclosureHandle, useClose } from '../site/disclosure.tsx'
import { useAction } from '../site/use-action.ts'

/** Ends the lab after one more question: what is in the cluster cannot be brought back. */
export function EndLab() {
  const panel = useRef<DisclosureHandle>(null)
  useAction({ id: 'end-lab', label: 'End the lab' }, () => panel.current?.open())
  return (
    <Disclosure
      ref={panel}
      button="End lab"
      buttonClass={buttonClass('quiet', 'small')}
      panelClass="bottom-full right-0 mb-2 w-72 p-4"
    >
      <ReallyEnd />
    </Disclosure>
  )
}

function ReallyEnd() {
  const { end } = useLabActions()
  const close = useClose()
  return (
    <>
      <p className="font-medium text-text">End this lab?</p>
      <p className="mt-1 text-muted">The cluster and everything in it is deleted. Steps that are done stay done.</p>
      <div className="mt-3 flex gap-2">
        <button type="button" className={buttonClass('danger', 'small')} onClick={() => void end()}>
          End and delete
        </button>
        <button type="button" className={buttonClass('quiet', 'small')} onClick={close}>
          Keep it
        </button>
      </div>
    </>
  )
}
