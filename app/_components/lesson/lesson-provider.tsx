'use client'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { useLab } from '../lab/use-lab.ts'
import { drawnOutline, shownSteps } from './drawn-outline.ts'
import type { LessonOutline } from './lesson-outline.ts'

const LessonContext = createContext<LessonOutline | null>(null)

/** Once a lab runs, the lesson has the steps that were drawn for it. */
export function LessonProvider({ outline, children }: { outline: LessonOutline; children: ReactNode }) {
  const { lab } = useLab()
  // The lab is told anew with every change; what was drawn stays the same.
  const drawn = shownSteps(outline, lab)?.join(' ')
  const present = useMemo(() => drawnOutline(outline, drawn?.split(' ')), [outline, drawn])
  return <LessonContext value={present}>{children}</LessonContext>
}

export function useLesson(): LessonOutline {
  const outline = useContext(LessonContext)
  if (outline === null) throw new Error('LessonProvider is missing above this component')
  return outline
}
