'use client'
import { Archive } from 'lucide-react'
import { useRef } from 'react'
import { daysWords } from '../lab/format-duration.ts'
import { useLab, useLabActions } from '../lab/use-lab.ts'
import { buttonClass } from '../site/button.ts'
import { Disclosure, type DisclosureHandle, useClose } from '../site/disclosure.tsx'
import { useAction } from '../site/use-action.ts'

/** Puts the lab aside, after saying what stays and what does not. */
export function KeepLab({ keepMs }: { keepMs: number }) {
  const panel = useRef<DisclosureHandle>(null)
  useAction({ id: 'keep-lab', label: 'Keep the lab for later' }, () => panel.current?.open())
  return (
    <Disclosure
      ref={panel}
      button={
        <>
          <Archive size={14} aria-hidden />
          <span className="max-sm:sr-only">Keep for later</span>
        </>
      }
      buttonClass={buttonClass('quiet', 'small')}
      panelClass="bottom-full right-0 mb-2 w-72 p-4"
    >
      <ReallyKeep keepMs={keepMs} />
    </Disclosure>
  )
}

function ReallyKeep({ keepMs }: { keepMs: number }) {
  const { keep } = useLabActions()
  const { pending } = useLab()
  const close = useClose()
  return (
    <>
      <p className="font-medium text-text">Stop here, and go on another day?</p>
      <p className="mt-1 text-muted">
        Your cluster is stopped and kept for {daysWords(keepMs)}. Files, Pods and steps stay; what runs in open shells
        ends.
      </p>
      <div className="mt-3 flex gap-2">
        <button
          type="button"
          className={buttonClass('primary', 'small')}
          disabled={pending !== null}
          onClick={() => void keep()}
        >
          Stop and keep
        </button>
        <button type="button" className={buttonClass('quiet', 'small')} onClick={close}>
          Go on
        </button>
      </div>
    </>
  )
}
