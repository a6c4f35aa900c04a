'use client'
import { type RefObject, useEffect, useRef } from 'react'

export interface ReadingPosition {
  /** To call before the page hides the text. */
  save: () => void
  /** To call after the page shows the text again. */
  restore: () => void
}

/** Saves and restores the scroll position and the focus of the text. Focuses the start of the text if the focused element has scrolled away. */
export function useReadingPosition(text: RefObject<HTMLElement | null>): ReadingPosition {
  const focused = useRef<HTMLElement>(null)
  // On a narrow screen the page itself scrolls; without the text it is too short to keep its position.
  const scrollY = useRef<number>(undefined)
  useEffect(() => {
    const { current } = text
    const remember = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement) focused.current = target
    }
    current?.addEventListener('focusin', remember)
    return () => current?.removeEventListener('focusin', remember)
  }, [text])
  return {
    save: () => {
      scrollY.current = window.scrollY
    },
    restore: () => {
      if (scrollY.current !== undefined) window.scrollTo(0, scrollY.current)
      scrollY.current = undefined
      const target = isInView(focused.current) ? focused.current : text.current
      target?.focus({ preventScroll: true })
    },
  }
}

function isInView(element: HTMLElement | null): boolean {
  if (element?.isConnected !== true) return false
  const { top, bottom } = element.getBoundingClientRect()
  return bottom > 0 && top < window.innerHeight
}
