'use client'
import { Popover } from '@base-ui/react/popover'
import { clsx } from 'clsx'
import type { ReactNode, RefObject } from 'react'

export interface PanelOptions {
  /** Names the panel for screen readers. */
  label: string
  side: 'top' | 'bottom'
  align: 'start' | 'end'
  className: string
  /** Default: the first control of the panel. */
  initialFocus?: RefObject<HTMLElement | null> | undefined
  /** The id of an element inside the panel. */
  describedBy?: string | undefined
}

export interface PopoverPanelProps {
  trigger: RefObject<HTMLButtonElement | null>
  isOpen: boolean
  onClose: () => void
  panel: PanelOptions
  children: ReactNode
}

/** The panel of a `PopoverButton`. Loaded with the first click, because Base UI is large. */
export function PopoverPanel({ trigger, isOpen, onClose, panel, children }: PopoverPanelProps) {
  const { label, side, align, className, initialFocus = true, describedBy } = panel
  return (
    <Popover.Root
      open={isOpen}
      onOpenChange={(_, { reason, event }) => {
        // The trigger closes the panel with its own click.
        if (reason === 'escape-key' || !isAt(trigger.current, event)) onClose()
      }}
    >
      <Popover.Portal>
        <Popover.Positioner
          anchor={trigger}
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="z-40"
        >
          <Popover.Popup
            aria-label={label}
            aria-describedby={describedBy}
            initialFocus={initialFocus}
            finalFocus={trigger}
            className={clsx('rounded-lg border border-line bg-surface shadow-raised outline-none', className)}
          >
            {children}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}

function isAt(trigger: HTMLElement | null, event: Event): boolean {
  const places = [event.target, event instanceof FocusEvent ? event.relatedTarget : null]
  return places.some((place) => place instanceof Node && trigger?.contains(place) === true)
}
