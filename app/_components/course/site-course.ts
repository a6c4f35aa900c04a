/** The course and the texts of its lessons, read at build time. They never reach the browser. */
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Root } from 'mdast'
import { cache } from 'react'
import { loadCourse } from '#course/load.ts'
import type { Course, Lesson } from '#course/model.ts'
import { parseLesson } from '#course/parse-lesson.ts'
import { ProblemList } from '#course/problem.ts'

const CONTENT_FOLDER = resolve('content')

export const readSiteCourse = cache((): Promise<Course> => loadCourse(CONTENT_FOLDER))

/** The parsed text of a lesson. */
export async function readLessonTree({ folder }: Lesson): Promise<Root> {
  const file = join(folder, 'lesson.mdx')
  const tree = parseLesson(file, await readFile(join(CONTENT_FOLDER, file), 'utf8'), new ProblemList())
  if (tree === undefined) throw new Error(`unreachable: loadCourse has parsed ${file} before`)
  return tree
}
