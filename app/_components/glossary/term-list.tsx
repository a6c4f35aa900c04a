import Link from 'next/link'
import type { Term } from '#course/model.ts'
import { termAnchor } from '#course/term-anchor.ts'
import type { LessonPlace } from '../course/lesson-place.ts'
import { lessonHref } from '../course/links.ts'
import { InlineText } from '../site/inline-text.tsx'

export interface TermListProps {
  terms: readonly Term[]
  uses: ReadonlyMap<string, readonly LessonPlace[]>
}

export function TermList({ terms, uses }: TermListProps) {
  const sorted = terms.toSorted((a, b) => a.name.localeCompare(b.name, 'en', { sensitivity: 'base' }))
  return (
    <dl className="mt-8 divide-y divide-line border-y border-line">
      {sorted.map(({ name, text }) => (
        <div
          key={name}
          id={termAnchor(name)}
          className="grid scroll-mt-6 gap-x-10 gap-y-1 py-4 target:bg-accent-soft sm:grid-cols-[11rem_1fr] sm:px-3"
        >
          <dt className="font-semibold">{name}</dt>
          <dd className="leading-relaxed text-muted">
            <InlineText>{text}</InlineText>
            <Uses places={uses.get(name) ?? []} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Uses({ places }: { places: readonly LessonPlace[] }) {
  if (places.length === 0) return null
  return (
    <span className="mt-1.5 flex flex-wrap gap-x-4 gap-y-1 text-sm">
      {places.map(({ lesson, number }) => (
        <Link
          key={lesson.folder}
          href={lessonHref(lesson.moduleId, lesson.id)}
          className="text-accent underline decoration-1 underline-offset-4 hover:text-accent-hover"
        >
          {number}. {lesson.title}
        </Link>
      ))}
    </span>
  )
}
