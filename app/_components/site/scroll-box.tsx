'use client'
import { clsx } from 'clsx'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useHiddenSides } from './use-hidden-sides.ts'

/** A box for content that may overflow. While it does, the box is focusable: the keyboard scrolls only the focused element. */
export function ScrollBox({ className, children }: { className?: string; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  // True until measured: the box must scroll without scripts too.
  const [canScroll, setCanScroll] = useState(true)
  const more = useHiddenSides(box)
  // After each rendering, because the children may be other elements.
  useEffect(() => {
    const { current } = box
    if (current === null) return undefined
    const observer = new ResizeObserver(() => setCanScroll(isLarger(current)))
    for (const element of [current, ...current.children]) observer.observe(element)
    return () => observer.disconnect()
  })
  return (
    <div
      ref={box}
      data-more={more === 'none' ? undefined : more}
      className={clsx('overflow-x-auto', className)}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
      tabIndex={canScroll ? 0 : undefined}
    >
      {children}
    </div>
  )
}

function isLarger({ scrollWidth, clientWidth, scrollHeight, clientHeight }: HTMLElement): boolean {
  return scrollWidth > clientWidth || scrollHeight > clientHeight
}
