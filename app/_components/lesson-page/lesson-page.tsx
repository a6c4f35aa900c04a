import type { ReactNode } from 'react'
import type { Course } from '#course/model.ts'
import { listContents } from '../course/lesson-contents.ts'
import type { LessonPlace } from '../course/lesson-place.ts'
import { readLessonTree } from '../course/site-course.ts'
import { listTerms } from '../glossary/marked-terms.ts'
import { LessonUpdated } from '../published/lesson-updated.tsx'
import { LessonArticle } from './lesson-article.tsx'
import { LessonBar } from './lesson-bar.tsx'
import { LessonEnd } from './lesson-end.tsx'
import { LessonHeader } from './lesson-header.tsx'
import { createOutline } from '../lesson/create-outline.ts'
import { LessonProvider } from '../lesson/lesson-provider.tsx'
import { LessonResult } from './lesson-result.tsx'
import { LessonShell } from './lesson-shell.tsx'

export interface LessonPageProps {
  course: Course
  place: LessonPlace
  /** The text of the lesson. */
  children: ReactNode
}

export async function LessonPage({ course, place, children }: LessonPageProps) {
  const tree = await readLessonTree(place.lesson)
  return (
    <LessonProvider outline={createOutline(course, place.lesson, listTerms(tree))}>
      <LessonShell header={<LessonHeader place={place} />}>
        <LessonBar contents={listContents(tree, place.lesson)} />
        <LessonArticle place={place}>{children}</LessonArticle>
        <LessonResult />
        <LessonEnd place={place} />
        <LessonUpdated lesson={`${place.module.id}/${place.lesson.id}`} />
      </LessonShell>
    </LessonProvider>
  )
}
