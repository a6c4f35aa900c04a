import type { Metadata } from 'next'
import { listPlaces } from '../_components/course/lesson-place.ts'
import { readLessonTree, readSiteCourse } from '../_components/course/site-course.ts'
import { TermList } from '../_components/glossary/term-list.tsx'
import { findMarkedTerms } from '../_components/glossary/marked-terms.ts'
import { SiteHeader } from '../_components/header/site-header.tsx'
import { SkipLink } from '../_components/site/skip-link.tsx'

export const metadata: Metadata = { title: 'Glossary', description: 'The words of the course, in a sentence or two.' }

export default async function Glossary() {
  const course = await readSiteCourse()
  const lessons = listPlaces(course).map(async (place) => ({ place, tree: await readLessonTree(place.lesson) }))
  const uses = findMarkedTerms(await Promise.all(lessons))
  return (
    <>
      <SkipLink to="main">Skip to the glossary</SkipLink>
      <SiteHeader />
      <main id="main" className="mx-auto max-w-[56rem] px-5 pb-24 pt-6 sm:px-8">
        <h1 className="text-[2.125rem] font-semibold leading-tight tracking-[-0.022em]">Glossary</h1>
        <p className="mt-3 text-lg leading-relaxed text-muted">
          The words of the course in a sentence or two, and the lessons that explain them.
        </p>
        <TermList terms={course.glossary} uses={uses} />
      </main>
    </>
  )
}
