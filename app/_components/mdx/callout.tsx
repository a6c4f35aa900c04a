import { clsx } from 'clsx'
import { GraduationCap, History, Telescope, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { InlineText } from '../site/inline-text.tsx'

const TYPES = {
  exam: { Icon: GraduationCap, label: 'For the exam', tone: 'border-accent text-accent' },
  version: { Icon: History, label: 'Version', tone: 'border-line-strong text-muted' },
  trap: { Icon: TriangleAlert, label: 'Trap', tone: 'border-warning text-warning' },
  deeper: { Icon: Telescope, label: 'Deeper', tone: 'border-line-strong text-muted' },
} as const

export interface CalloutProps {
  type: keyof typeof TYPES
  title?: string
  children: ReactNode
}

/** A remark set apart from the text. */
export function Callout({ type, title, children }: CalloutProps) {
  const { Icon, label, tone } = TYPES[type]
  return (
    <div role="note" className={clsx('set border-l-[3px] py-0.5 pl-4', tone)}>
      <p className="my-0! flex items-center gap-2 text-sm font-semibold">
        <Icon size={15} aria-hidden />
        <InlineText>{title === undefined ? label : `${label}: ${title}`}</InlineText>
      </p>
      <div className="text-[0.97em] text-text *:first:mt-1.5! *:last:mb-0!">{children}</div>
    </div>
  )
}
