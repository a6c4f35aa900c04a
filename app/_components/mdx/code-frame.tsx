import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { ScrollBox } from '../site/scroll-box.tsx'

export interface CodeFrameProps {
  /** Anchor on the page. */
  id?: string | undefined
  /** On the left of the header: the node or file of the code. */
  label: ReactNode
  actions?: ReactNode
  tone?: 'command' | 'output'
  children: ReactNode
  foot?: ReactNode
}

/** The frame around every block of code. */
export function CodeFrame({ id, label, actions, tone = 'command', children, foot }: CodeFrameProps) {
  return (
    <div
      id={id}
      className={clsx(
        'set not-prose scroll-mt-16 target:border-accent overflow-hidden rounded-lg border border-line',
        tone === 'command' ? 'bg-surface' : 'wide-set bg-sunken',
      )}
    >
      <div className="flex min-h-9 items-center gap-2 py-1 pl-3.5 pr-1.5 text-xs text-faint">
        <span className="flex flex-1 items-center gap-1.5">{label}</span>
        {actions}
      </div>
      <ScrollBox className="px-3.5 pb-3">{children}</ScrollBox>
      {foot}
    </div>
  )
}
