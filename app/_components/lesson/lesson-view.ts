'use client'
import { createContext, useContext } from 'react'

/** The side that a narrow screen shows. */
export type LessonView = 'text' | 'lab'

export const ShowViewContext = createContext<(view: LessonView) => void>(() => undefined)

/** Shows text or terminal and focuses it. */
export function useShowView(): (view: LessonView) => void {
  return useContext(ShowViewContext)
}
