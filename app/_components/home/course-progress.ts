import type { LessonCard } from './lesson-card.ts'
import { isLessonDone, type Visitor } from './destination.ts'

export interface LessonsDone {
  done: number
  total: number
  /** Minutes of the lessons that are not done. */
  minutesLeft: number
}

/** Lessons whose steps are all done. */
export function countLessons(lessons: readonly LessonCard[], progress: Visitor['progress']): LessonsDone {
  const open = lessons.filter((lesson) => !isLessonDone(lesson, progress))
  const minutesLeft = open.reduce((sum, { minutes }) => sum + minutes, 0)
  return { done: lessons.length - open.length, total: lessons.length, minutesLeft }
}
