'use client'
import { clsx } from 'clsx'
import {
  createContext,
  type ReactNode,
  type Ref,
  useContext,
  useId,
  useImperativeHandle,
  useRef,
  useState,
} from 'react'

/** For those who open the panel from elsewhere. */
export interface DisclosureHandle {
  open(): void
}

export interface DisclosureProps {
  ref?: Ref<DisclosureHandle>
  /** What is on the button. An icon needs words beside it that only a screen reader gets. */
  button: ReactNode
  title?: string
  buttonClass: string
  panelClass: string
  children: ReactNode
}

const CloseContext = createContext<() => void>(() => undefined)

/** Closes the panel that this is in. */
export function useClose(): () => void {
  return useContext(CloseContext)
}

/** A button and the panel it opens. Closes on Escape, and when focus or a click goes elsewhere. */
export function Disclosure({ ref, button, title, buttonClass, panelClass, children }: DisclosureProps) {
  const [isOpen, setOpen] = useState(false)
  const panelId = useId()
  const root = useRef<HTMLDivElement>(null)
  const trigger = useRef<HTMLButtonElement>(null)
  const show = (next: boolean) => {
    setOpen(next)
    // Safari does not focus a button that is clicked, and without focus nothing would close the panel.
    trigger.current?.focus()
  }
  useImperativeHandle(ref, () => ({ open: () => show(true) }))
  return (
    <div
      ref={root}
      role="presentation"
      className="relative"
      onBlur={(event) => {
        if (root.current?.contains(event.relatedTarget) !== true) setOpen(false)
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return
        event.stopPropagation()
        show(false)
      }}
    >
      <button
        ref={trigger}
        type="button"
        aria-expanded={isOpen}
        aria-controls={panelId}
        title={title}
        className={buttonClass}
        onClick={() => show(!isOpen)}
      >
        {button}
      </button>
      <div id={panelId} hidden={!isOpen} tabIndex={-1} className={clsx(PANEL, panelClass)}>
        <CloseContext value={() => show(false)}>{children}</CloseContext>
      </div>
    </div>
  )
}

const PANEL = 'absolute z-30 rounded-lg border border-line bg-surface shadow-raised outline-none'
