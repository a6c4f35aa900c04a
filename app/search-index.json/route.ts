import { listPlaces } from '../_components/course/lesson-place.ts'
import { listSections } from '../_components/course/lesson-contents.ts'
import { readLessonTree, readSiteCourse } from '../_components/course/site-course.ts'
import { buildIndex } from '../_components/search/course-search.ts'
import { lessonSources, termSource } from '../_components/search/list-sources.ts'

/** A file of the export; the page fetches it on the first search. */
export const dynamic = 'force-static'

export async function GET(): Promise<Response> {
  const course = await readSiteCourse()
  const lessons = listPlaces(course).map(async (place) =>
    lessonSources(place, listSections(await readLessonTree(place.lesson), place.lesson)),
  )
  const sources = [...(await Promise.all(lessons)).flat(), ...course.glossary.map(termSource)]
  return Response.json(buildIndex(sources))
}
