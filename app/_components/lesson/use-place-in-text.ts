'use client'
import { type RefObject, useEffect, useRef } from 'react'

export interface PlaceInText {
  /** Before the text makes way for the lab. */
  leave: () => void
  /** Once the text is there again. */
  comeBack: () => void
}

/** Where one is in the text: how far it is scrolled, and what has the focus; its beginning when that has been scrolled away since. */
export function usePlaceInText(text: RefObject<HTMLElement | null>): PlaceInText {
  const place = useRef<HTMLElement>(null)
  // On a narrow screen it is the page that scrolls, and without the text it is too short to stay where it was.
  const scrollY = useRef<number>(undefined)
  useEffect(() => {
    const { current } = text
    const remember = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement) place.current = target
    }
    current?.addEventListener('focusin', remember)
    return () => current?.removeEventListener('focusin', remember)
  }, [text])
  return {
    leave: () => {
      scrollY.current = window.scrollY
    },
    comeBack: () => {
      if (scrollY.current !== undefined) window.scrollTo(0, scrollY.current)
      scrollY.current = undefined
      const target = isInView(place.current) ? place.current : text.current
      target?.focus({ preventScroll: true })
    },
  }
}

function isInView(element: HTMLElement | null): boolean {
  if (element?.isConnected !== true) return false
  const { top, bottom } = element.getBoundingClientRect()
  return bottom > 0 && top < window.innerHeight
}
