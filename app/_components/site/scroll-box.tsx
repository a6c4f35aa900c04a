'use client'
import { clsx } from 'clsx'
import { type ReactNode, useEffect, useRef, useState } from 'react'

/** For what may be wider or higher than its place. As long as it is, Tab stops here: a keyboard scrolls only what has the focus. */
export function ScrollBox({ className, children }: { className?: string; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  // Until that is known it may be: a page without its scripts can be scrolled as well.
  const [canScroll, setCanScroll] = useState(true)
  // After each rendering, because what is in it may be another element then.
  useEffect(() => {
    const { current } = box
    if (current === null) return undefined
    const observer = new ResizeObserver(() => setCanScroll(isLarger(current)))
    for (const element of [current, ...current.children]) observer.observe(element)
    return () => observer.disconnect()
  })
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
    <div ref={box} className={clsx('overflow-x-auto', className)} tabIndex={canScroll ? 0 : undefined}>
      {children}
    </div>
  )
}

function isLarger({ scrollWidth, clientWidth, scrollHeight, clientHeight }: HTMLElement): boolean {
  return scrollWidth > clientWidth || scrollHeight > clientHeight
}
