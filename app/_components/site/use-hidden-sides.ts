'use client'
import { type RefObject, useEffect, useState } from 'react'

/** The sides of a box that have more content outside of it. */
export type HiddenSides = 'none' | 'start' | 'end' | 'both'

/** Updates while the box is scrolled, and when it or its content changes its size. The styles of `data-more` fade these sides. */
export function useHiddenSides(box: RefObject<HTMLElement | null>): HiddenSides {
  const [sides, setSides] = useState<HiddenSides>('none')
  // After each rendering, because the children may be other elements.
  useEffect(() => {
    const { current } = box
    if (current === null) return undefined
    const measure = () => setSides(hiddenSides(current))
    const observer = new ResizeObserver(measure)
    for (const element of [current, ...current.children]) observer.observe(element)
    current.addEventListener('scroll', measure, { passive: true })
    return () => {
      observer.disconnect()
      current.removeEventListener('scroll', measure)
    }
  })
  return sides
}

/** Fractions of a pixel are no hidden content. */
const TOLERANCE_PX = 2

export function hiddenSides(box: Pick<HTMLElement, 'scrollLeft' | 'scrollWidth' | 'clientWidth'>): HiddenSides {
  const isStart = box.scrollLeft > TOLERANCE_PX
  const isEnd = box.scrollWidth - box.clientWidth - box.scrollLeft > TOLERANCE_PX
  if (isStart) return isEnd ? 'both' : 'start'
  return isEnd ? 'end' : 'none'
}
