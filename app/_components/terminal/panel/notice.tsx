import { clsx } from 'clsx'
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

const TONES = {
  neutral: 'border-line bg-surface text-text',
  warning: 'border-warning/50 bg-warning-soft text-text',
  danger: 'border-danger/50 bg-danger-soft text-text',
} as const

const ICONS = { neutral: 'text-muted', warning: 'text-warning', danger: 'text-danger' } as const

export interface NoticeProps {
  tone: keyof typeof TONES
  Icon: LucideIcon
  /** `over` floats on the terminal and does not change its size, for short notices. */
  place: 'under' | 'over'
  children: ReactNode
  action?: ReactNode
}

/** A notice about the state of a terminal, with the actions that the learner can take. */
export function Notice({ tone, Icon, place, children, action }: NoticeProps) {
  return (
    <div
      className={clsx(
        'flex flex-wrap items-center gap-x-3 gap-y-2 px-3 py-2 text-sm',
        place === 'over'
          ? 'absolute inset-x-3 top-3 z-10 mx-auto max-w-xl rounded-lg border shadow-raised'
          : 'border-t',
        TONES[tone],
      )}
    >
      <Icon size={16} className={clsx('shrink-0', ICONS[tone])} aria-hidden />
      <div className="min-w-0 flex-1 basis-48">{children}</div>
      {action !== undefined && <div className="flex flex-wrap gap-2">{action}</div>}
    </div>
  )
}
