import type { Course } from '#course/model.ts'
import { CourseProblems } from '#course/problem.ts'
import { readCourse } from '#course/read-course.ts'

/**
 * Loads the course in `contentFolder`. The site, the server and the command line use this.
 * @throws CourseProblems with all problems, each with file, line, column and a fix
 */
export async function loadCourse(contentFolder: string): Promise<Course> {
  const reading = await readCourse(contentFolder)
  const problems = reading.problems.sorted()
  if (problems.length > 0) throw new CourseProblems(problems)
  return reading.course
}
