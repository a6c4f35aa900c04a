import { clsx } from 'clsx'
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

export interface PaneMessageProps {
  Icon: LucideIcon
  tone?: 'neutral' | 'danger' | 'warning'
  title: string
  children: ReactNode
}

const TONES = {
  neutral: 'border-line bg-sunken text-muted',
  danger: 'border-danger/40 bg-danger-soft text-danger',
  warning: 'border-warning/40 bg-warning-soft text-warning',
} as const

/** Fills the lab pane when it shows no terminal. */
export function PaneMessage({ Icon, tone = 'neutral', title, children }: PaneMessageProps) {
  return (
    <div className="flex min-h-full items-center justify-center overflow-y-auto px-6 py-10">
      <div className="w-full max-w-md">
        <span className={clsx('mb-5 inline-flex size-10 items-center justify-center rounded-lg border', TONES[tone])}>
          <Icon size={20} aria-hidden />
        </span>
        <h2 className="text-xl font-semibold tracking-tight">{title}</h2>
        <div className="mt-2 space-y-4 text-[15px] leading-relaxed text-muted">{children}</div>
      </div>
    </div>
  )
}

export function PaneActions({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-center gap-2 pt-2">{children}</div>
}
