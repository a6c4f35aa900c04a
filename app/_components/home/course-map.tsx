import type { Course, Module } from '#course/model.ts'
import { type LessonPlace, listPlaces } from '../course/lesson-place.ts'
import { InlineText } from '../site/inline-text.tsx'
import { cardOf } from './lesson-card.ts'
import { LessonRow } from './lesson-row.tsx'
import { ProgressLine } from './progress-line.tsx'

/** Modules and lessons, with their objectives. */
export function CourseMap({ course }: { course: Course }) {
  const places = listPlaces(course)
  return (
    <section aria-labelledby="course" className="mt-10">
      <h2 id="course" className="text-2xl font-semibold tracking-tight">
        The course
      </h2>
      <ProgressLine lessons={places.map(cardOf)} />
      <ol className="mt-6">
        {course.modules.map((module, index) => (
          <ModuleSection
            key={module.id}
            module={module}
            number={index + 1}
            places={places.filter((place) => place.module === module)}
          />
        ))}
      </ol>
    </section>
  )
}

interface ModuleSectionProps {
  module: Module
  number: number
  places: readonly LessonPlace[]
}

function ModuleSection({ module, number, places }: ModuleSectionProps) {
  return (
    <li className="grid gap-x-14 gap-y-5 border-t border-line py-8 lg:grid-cols-[18rem_1fr]">
      <div>
        <h3 className="text-lg font-semibold">
          <span className="mr-2 text-faint tabular-nums">{number}</span>
          {module.title}
        </h3>
        <p className="mt-2 leading-relaxed text-muted">
          <InlineText>{module.summary}</InlineText>
        </p>
        <ProgressLine lessons={places.map(cardOf)} />
      </div>
      <ol className="space-y-3">
        {places.map((place) => (
          <LessonRow key={place.lesson.id} place={place} />
        ))}
      </ol>
    </li>
  )
}
