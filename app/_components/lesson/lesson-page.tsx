import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ReactNode } from 'react'
import type { Course, Lesson } from '#course/model.ts'
import { parseLesson } from '#course/parse-lesson.ts'
import { ProblemList } from '#course/problem.ts'
import { type ContentsEntry, listContents } from '../course/lesson-contents.ts'
import { type LessonPlace, listPlaces } from '../course/lesson-place.ts'
import { CONTENT_FOLDER } from '../course/read-site-course.ts'
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
        <LessonBar contents={await contentsOf(place.lesson)} />
        <LessonArticle place={place}>{children}</LessonArticle>
        <LessonEnd place={place} />
        <LessonUpdated lesson={`${place.module.id}/${place.lesson.id}`} />
      </LessonShell>
    </LessonProvider>
  )
}

async function contentsOf(lesson: Lesson): Promise<ContentsEntry[]> {
  const file = join(lesson.folder, 'lesson.mdx')
  const tree = parseLesson(file, await readFile(join(CONTENT_FOLDER, file), 'utf8'), new ProblemList())
  // A text that does not parse has already stopped the build, in loadCourse.
  return tree === undefined ? [] : listContents(tree, lesson)
}

function outlineOf(course: Course, lesson: Lesson): LessonOutline {
  const { id, moduleId, title, lab, nodes, steps } = lesson
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
    steps: steps.map((step) => ({
      id: step.id,
      title: step.title,
      checks: step.checks.map((check) => ({ id: check.id, title: check.title })),
      hints: step.hints,
    })),
    titles: Object.fromEntries(titles),
  }
}
