'use client'
import { type ReactNode, type RefObject, useId, useRef } from 'react'
import { buttonClass } from './button.ts'
import { PopoverButton, useClosePopover } from './popover-button.tsx'
import type { PanelOptions } from './popover-panel.tsx'
import type { ActionOptions } from './page-actions.ts'

export interface ConfirmProps {
  button: ReactNode
  /** Default: quiet and small. */
  buttonClass?: string
  /** Default: `end`. */
  align?: PanelOptions['align']
  action?: ActionOptions | undefined
  question: string
  /** Explains the consequences. */
  children: ReactNode
  yes: { label: string; kind: 'primary' | 'danger'; isDisabled: boolean; run: () => Promise<void> }
  no: string
}

const QUIET = buttonClass('quiet', 'small')

/** A button whose action needs a confirmation. Focus begins at the answer that changes nothing. */
export function Confirm({
  button,
  buttonClass: triggerClass = QUIET,
  align = 'end',
  action,
  ...content
}: ConfirmProps) {
  const no = useRef<HTMLButtonElement>(null)
  const describedBy = useId()
  const panel: PanelOptions = {
    label: content.question,
    describedBy,
    initialFocus: no,
    side: 'top',
    align,
    className: 'w-72 p-4 text-[13px]',
  }
  return (
    <PopoverButton button={button} buttonClass={triggerClass} panel={panel} action={action}>
      <Question {...content} id={describedBy} noRef={no} />
    </PopoverButton>
  )
}

interface QuestionProps extends Pick<ConfirmProps, 'question' | 'children' | 'yes' | 'no'> {
  id: string
  noRef: RefObject<HTMLButtonElement | null>
}

function Question({ id, question, children, yes, no, noRef }: QuestionProps) {
  const close = useClosePopover()
  return (
    <>
      <p className="font-medium text-text">{question}</p>
      <div id={id} className="mt-1 text-muted">
        {children}
      </div>
      <div className="mt-3 flex gap-2">
        <button
          type="button"
          className={buttonClass(yes.kind, 'small')}
          disabled={yes.isDisabled}
          onClick={() => void yes.run()}
        >
          {yes.label}
        </button>
        <button ref={noRef} type="button" className={QUIET} onClick={close}>
          {no}
        </button>
      </div>
    </>
  )
}
