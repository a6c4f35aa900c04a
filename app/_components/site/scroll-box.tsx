import { clsx } from 'clsx'
import type { ReactNode } from 'react'

/** For what may be wider or higher than its place. Can be focused, because a keyboard scrolls only what has the focus. */
export function ScrollBox({ className, children }: { className?: string; children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={clsx('overflow-x-auto', className)} tabIndex={0}>
      {children}
    </div>
  )
}
