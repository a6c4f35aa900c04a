'use client'
import { useEffect, useState } from 'react'
import type { ContentsEntry } from '../course/lesson-contents.ts'

/** The part of the text that the reader is in: the last one whose beginning has passed the upper third of the screen. */
export function useCurrentSection(contents: readonly ContentsEntry[]): string | undefined {
  const [current, setCurrent] = useState<string>()
  useEffect(() => {
    const beginnings = contents.flatMap(({ id }) => document.getElementById(id) ?? [])
    const look = () => {
      const passed = beginnings.filter((element) => element.getBoundingClientRect().top < window.innerHeight / 3)
      setCurrent(passed.at(-1)?.id)
    }
    look()
    // Scrolling does not bubble, and which box scrolls depends on the width: so it is caught on its way down.
    document.addEventListener('scroll', look, { capture: true, passive: true })
    return () => document.removeEventListener('scroll', look, { capture: true })
  }, [contents])
  return current
}
