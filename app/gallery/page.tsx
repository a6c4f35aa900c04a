import type { Metadata } from 'next'
import { COMPONENTS } from '#course/lesson-components.ts'
import { readSiteCourse } from '../_components/course/site-course.ts'
import { ComponentEntry } from '../_components/gallery/component-entry.tsx'
import { chooseSample } from '../_components/gallery/choose-sample.ts'
import { CodeSamples } from '../_components/gallery/code-samples.tsx'
import { componentSamples } from '../_components/gallery/component-samples.tsx'
import { LessonProvider } from '../_components/lesson/lesson-provider.tsx'
import { createOutline } from '../_components/lesson/create-outline.ts'
import { SiteHeader } from '../_components/header/site-header.tsx'
import { SkipLink } from '../_components/site/skip-link.tsx'

export const metadata: Metadata = { title: 'Components for lessons' }

/** For authors: every component of lessons, with source and sample. The step and the question come from a real lesson. */
export default async function Gallery() {
  const course = await readSiteCourse()
  const sample = chooseSample(course)
  const samples = componentSamples(sample)
  return (
    <LessonProvider outline={createOutline(course, sample.lesson, new Set([sample.term.name]))}>
      <SkipLink to="main">Skip to the components</SkipLink>
      <SiteHeader />
      <main id="main" className="prose mx-auto px-5 pb-24 pt-8">
        <h1 className="text-3xl font-semibold tracking-tight">Components for lessons</h1>
        <p>
          What a lesson may contain, beside Markdown. Step, checks and question are those of “{sample.lesson.title}”,
          and work once its lab runs.
        </p>
        {Object.entries(COMPONENTS).map(([name, rule]) => (
          <ComponentEntry key={name} name={name} rule={rule}>
            {samples[name]}
          </ComponentEntry>
        ))}
        <CodeSamples block={sample.block} />
      </main>
    </LessonProvider>
  )
}
