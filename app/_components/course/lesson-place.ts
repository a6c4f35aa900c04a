import type { Course, Lesson, Module } from '#course/model.ts'

/** A lesson with its position in the course. */
export interface LessonPlace {
  module: Module
  lesson: Lesson
  /** Counted over the whole course, from 1. */
  number: number
  previous: Lesson | undefined
  next: Lesson | undefined
}

export function listPlaces(course: Course): LessonPlace[] {
  const all = course.modules.flatMap((module) => module.lessons.map((lesson) => ({ module, lesson })))
  return all.map(({ module, lesson }, index) => ({
    module,
    lesson,
    number: index + 1,
    previous: all[index - 1]?.lesson,
    next: all[index + 1]?.lesson,
  }))
}

export function findPlace(course: Course, moduleId: string, lessonId: string): LessonPlace | undefined {
  return listPlaces(course).find(({ module, lesson }) => module.id === moduleId && lesson.id === lessonId)
}
