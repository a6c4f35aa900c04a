'use client'
import dynamic from 'next/dynamic'
import { createContext, type ReactNode, useContext, useRef, useState } from 'react'
import type { PanelOptions } from './popover-panel.tsx'
import { type ActionOptions, useAction } from './page-actions.ts'

const PopoverPanel = dynamic(async () => (await import('./popover-panel.tsx')).PopoverPanel, { ssr: false })

export interface PopoverButtonProps {
  /** An icon needs text beside it for screen readers. */
  button: ReactNode
  buttonClass: string
  title?: string
  /** Opens the panel from the palette. */
  action?: ActionOptions | undefined
  panel: PanelOptions
  children: ReactNode
}

const CloseContext = createContext<() => void>(() => undefined)

/** Closes the panel around the component. */
export function useClosePopover(): () => void {
  return useContext(CloseContext)
}

/** A button with a panel, which closes on Escape and when focus or a click goes elsewhere. */
export function PopoverButton({ button, buttonClass, title, action, panel, children }: PopoverButtonProps) {
  const trigger = useRef<HTMLButtonElement>(null)
  const [wasOpened, setOpened] = useState(false)
  const [isOpen, setOpen] = useState(false)
  const change = (next: boolean) => {
    setOpened(true)
    setOpen(next)
  }
  const close = () => setOpen(false)
  useAction({ id: '', label: '', ...action, isAvailable: action !== undefined }, () => change(true))
  return (
    <>
      <button
        ref={trigger}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        title={title}
        className={buttonClass}
        onClick={() => change(!isOpen)}
      >
        {button}
      </button>
      {wasOpened && (
        <PopoverPanel trigger={trigger} isOpen={isOpen} onClose={close} panel={panel}>
          <CloseContext value={close}>{children}</CloseContext>
        </PopoverPanel>
      )}
    </>
  )
}
