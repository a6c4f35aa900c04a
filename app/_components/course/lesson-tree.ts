/** The parsed text of a lesson, at build time. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Root } from 'mdast'
import type { Lesson } from '#course/model.ts'
import { parseLesson } from '#course/parse-lesson.ts'
import { ProblemList } from '#course/problem.ts'
import { CONTENT_FOLDER } from './read-site-course.ts'

export async function readLessonTree({ folder }: Lesson): Promise<Root> {
  const file = join(folder, 'lesson.mdx')
  const tree = parseLesson(file, await readFile(join(CONTENT_FOLDER, file), 'utf8'), new ProblemList())
  if (tree === undefined) throw new Error(`unreachable: loadCourse has parsed ${file} before`)
  return tree
}
