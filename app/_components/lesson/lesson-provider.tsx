'use client'
import { createContext, type ReactNode, useContext } from 'react'
import type { LessonOutline } from './lesson-outline.ts'

const LessonContext = createContext<LessonOutline | null>(null)

export function LessonProvider({ outline, children }: { outline: LessonOutline; children: ReactNode }) {
  return <LessonContext value={outline}>{children}</LessonContext>
}

export function useLesson(): LessonOutline {
  const outline = useContext(LessonContext)
  if (outline === null) throw new Error('LessonProvider is missing above this component')
  return outline
}
