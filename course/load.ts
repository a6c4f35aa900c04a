import type { Course } from '#course/model.ts'
import { CourseProblems } from '#course/problem.ts'
import { readCourse } from '#course/read-course.ts'

/**
 * The course below `contentFolder`, complete and valid. The site, the server and the command line all use this.
 * @throws CourseProblems with everything that is wrong, each with file, line, column and what to write instead.
 */
export async function loadCourse(contentFolder: string): Promise<Course> {
  const reading = await readCourse(contentFolder)
  const problems = reading.problems.sorted()
  if (problems.length > 0) throw new CourseProblems(problems)
  return reading.course
}
