'use client'
import { type RefObject, useEffect, useRef } from 'react'

/** The way back into the text: to where one was, or to its beginning when that has been scrolled away since. */
export function usePlaceInText(text: RefObject<HTMLElement | null>): () => void {
  const place = useRef<HTMLElement>(null)
  useEffect(() => {
    const { current } = text
    const remember = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement) place.current = target
    }
    current?.addEventListener('focusin', remember)
    return () => current?.removeEventListener('focusin', remember)
  }, [text])
  return () => {
    const target = isInView(place.current) ? place.current : text.current
    target?.focus({ preventScroll: true })
  }
}

function isInView(element: HTMLElement | null): boolean {
  if (element?.isConnected !== true) return false
  const { top, bottom } = element.getBoundingClientRect()
  return bottom > 0 && top < window.innerHeight
}
