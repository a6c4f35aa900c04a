import type { ReactNode } from 'react'
import type { Course, Lesson } from '#course/model.ts'
import { listContents } from '../course/lesson-contents.ts'
import { type LessonPlace, listPlaces } from '../course/lesson-place.ts'
import { readLessonTree } from '../course/lesson-tree.ts'
import { LessonUpdated } from '../published/lesson-updated.tsx'
import { LessonArticle } from './lesson-article.tsx'
import { LessonBar } from './lesson-bar.tsx'
import { LessonEnd } from './lesson-end.tsx'
import { LessonHeader } from './lesson-header.tsx'
import type { LessonOutline } from './lesson-outline.ts'
import { LessonProvider } from './lesson-provider.tsx'
import { LessonShell } from './lesson-shell.tsx'

export interface LessonPageProps {
  course: Course
  place: LessonPlace
  /** The text of the lesson. */
  children: ReactNode
}

export async function LessonPage({ course, place, children }: LessonPageProps) {
  return (
    <LessonProvider outline={outlineOf(course, place.lesson)}>
      <LessonShell header={<LessonHeader place={place} />}>
        <LessonBar contents={listContents(await readLessonTree(place.lesson), place.lesson)} />
        <LessonArticle place={place}>{children}</LessonArticle>
        <LessonEnd place={place} />
        <LessonUpdated lesson={`${place.module.id}/${place.lesson.id}`} />
      </LessonShell>
    </LessonProvider>
  )
}

function outlineOf(course: Course, lesson: Lesson): LessonOutline {
  const { id, moduleId, title, lab, nodes, draw, steps } = lesson
  const titles = listPlaces(course).map((place): [string, string] => [
    `${place.module.id}/${place.lesson.id}`,
    place.lesson.title,
  ])
  return {
    module: moduleId,
    lesson: id,
    title,
    hasLab: lab !== 'none',
    nodes,
    draw,
    undrawn: [],
    steps: steps.map((step) => ({
      id: step.id,
      title: step.title,
      weight: step.weight,
      hasFault: step.fault !== undefined,
      checks: step.checks.map((check) => ({ id: check.id, title: check.title })),
      hints: step.hints,
    })),
    titles: Object.fromEntries(titles),
  }
}
