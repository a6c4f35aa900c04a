'use client'
import { useEffect, useState } from 'react'
import type { ContentsEntry } from '../course/lesson-contents.ts'

/** The id of the current section: the last one whose top is above the first third of the screen. */
export function useCurrentSection(contents: readonly ContentsEntry[]): string | undefined {
  const [current, setCurrent] = useState<string>()
  useEffect(() => {
    const anchors = contents.flatMap(({ id }) => document.getElementById(id) ?? [])
    const update = () => {
      const passed = anchors.filter((element) => element.getBoundingClientRect().top < window.innerHeight / 3)
      setCurrent(passed.at(-1)?.id)
    }
    update()
    // Scroll events do not bubble, and the scrolling element depends on the width: listen in the capture phase.
    document.addEventListener('scroll', update, { capture: true, passive: true })
    return () => document.removeEventListener('scroll', update, { capture: true })
  }, [contents])
  return current
}
