'use client'
import { createContext, useContext } from 'react'

/** Which side a narrow screen shows. */
export type LessonView = 'text' | 'lab'

export const ShowViewContext = createContext<(view: LessonView) => void>(() => undefined)

/** Brings text or terminal to the front, and the keyboard to it. */
export function useShowView(): (view: LessonView) => void {
  return useContext(ShowViewContext)
}
