'use client'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { useLab } from '../lab/use-lab.ts'
import { drawnOutline, type LessonOutline, shownSteps } from './outline.ts'

const LessonContext = createContext<LessonOutline | null>(null)

/** Provides the outline. While a lab runs, the outline has only the steps that the lab has drawn. */
export function LessonProvider({ outline, children }: { outline: LessonOutline; children: ReactNode }) {
  const { lab } = useLab()
  // The lab is a new object after every change, but its drawn steps stay the same: memoize on the ids.
  const drawn = shownSteps(outline, lab)?.join(' ')
  const present = useMemo(() => drawnOutline(outline, drawn?.split(' ')), [outline, drawn])
  return <LessonContext value={present}>{children}</LessonContext>
}

export function useLesson(): LessonOutline {
  const outline = useContext(LessonContext)
  if (outline === null) throw new Error('LessonProvider is missing above this component')
  return outline
}
