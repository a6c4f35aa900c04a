import { ArrowRight } from 'lucide-react'
import Link from 'next/link'
import type { LessonPlace } from '../course/lesson-place.ts'
import { lessonHref } from '../course/links.ts'

/** Below the text: the link to the next lesson, or back to the course. */
export function LessonEnd({ place: { next } }: { place: LessonPlace }) {
  return (
    <nav aria-label="After this lesson" className="lesson-article pt-0! no-print">
      <Link
        href={next === undefined ? '/' : lessonHref(next.moduleId, next.id)}
        className="group flex max-w-[37rem] items-center gap-4 rounded-lg border border-line bg-surface px-5 py-4 hover:border-line-strong"
      >
        <span className="flex-1">
          <span className="block text-sm text-faint">{next === undefined ? 'That is all so far' : 'Next lesson'}</span>
          <span className="mt-0.5 block font-medium">{next === undefined ? 'Back to the course' : next.title}</span>
        </span>
        <ArrowRight size={18} aria-hidden className="text-faint transition-transform group-hover:translate-x-0.5" />
      </Link>
    </nav>
  )
}
