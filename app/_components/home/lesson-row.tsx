import { Clock } from 'lucide-react'
import Link from 'next/link'
import type { LessonPlace } from '../course/lesson-place.ts'
import { InlineText } from '../site/inline-text.tsx'
import { cardOf } from './lesson-card.ts'
import { LessonProgress } from './lesson-progress.tsx'

export function LessonRow({ place }: { place: LessonPlace }) {
  const { lesson, number } = place
  const card = cardOf(place)
  return (
    <li className="relative rounded-xl border border-line bg-surface p-5 transition-colors hover:border-line-strong sm:p-6">
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h4 className="flex-1 text-[1.0625rem] font-semibold">
          <Link href={card.href} className="after:absolute after:inset-0 after:rounded-xl">
            <span className="mr-2 font-normal text-faint tabular-nums">{number}</span>
            {lesson.title}
          </Link>
        </h4>
        <LessonProgress lesson={card} />
        <span className="flex items-center gap-1.5 text-sm text-faint">
          <Clock size={14} aria-hidden />
          {lesson.minutes} min
        </span>
      </div>
      <p className="mt-1.5 leading-relaxed text-muted">
        <InlineText>{lesson.summary}</InlineText>
      </p>
      <Objectives objectives={lesson.objectives} />
    </li>
  )
}

/** Folded, so that the course fits on a screen; above the link that covers the card. */
function Objectives({ objectives }: { objectives: readonly string[] }) {
  return (
    <details className="relative z-[1] mt-2.5 w-fit text-sm text-muted">
      <summary className="cursor-pointer py-0.5 text-faint marker:text-faint hover:text-text">
        What you will be able to do
      </summary>
      <ul className="mt-1.5 list-disc space-y-1 pl-5 leading-relaxed marker:text-faint">
        {objectives.map((objective) => (
          <li key={objective}>
            <InlineText>{objective}</InlineText>
          </li>
        ))}
      </ul>
    </details>
  )
}
