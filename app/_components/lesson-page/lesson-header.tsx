import { ChevronLeft, ChevronRight } from 'lucide-react'
import Link from 'next/link'
import type { Lesson } from '#course/model.ts'
import { HandButton } from '../classroom/hand-button.tsx'
import type { LessonPlace } from '../course/lesson-place.ts'
import { NameMenu } from '../header/name-menu.tsx'
import { PaletteButton } from '../palette/palette-button.tsx'
import { ICON_BUTTON } from '../site/button.ts'
import { HelpButton } from '../site/help-button.tsx'
import { Logo } from '../site/logo.tsx'
import { ThemeMenu } from '../site/theme-menu.tsx'
import { lessonHref } from '../course/links.ts'
import { LessonKeys } from './lesson-keys.tsx'
import { SkipToLesson } from './skip-to-lesson.tsx'

export function LessonHeader({ place: { module, lesson, number, previous, next } }: { place: LessonPlace }) {
  return (
    <header className="flex h-13 items-center gap-1 border-b border-line bg-surface px-2 sm:gap-3 sm:px-4">
      <SkipToLesson />
      <Logo />
      <span aria-hidden className="hidden h-5 w-px bg-line sm:block" />
      <p className="min-w-0 flex-1 truncate text-sm text-muted max-sm:hidden">
        {module.title}
        <span aria-hidden className="px-1.5 text-faint">
          /
        </span>
        <span className="text-text">
          {number}. {lesson.title}
        </span>
      </p>
      <span className="flex-1 sm:hidden" />
      <nav aria-label="Lessons" className="flex">
        <Neighbour lesson={previous} direction="previous" />
        <Neighbour lesson={next} direction="next" />
      </nav>
      <PaletteButton />
      <div className="flex">
        <HandButton />
        <NameMenu />
        <ThemeMenu />
        <HelpButton />
      </div>
      <LessonKeys
        previous={previous && lessonHref(previous.moduleId, previous.id)}
        next={next && lessonHref(next.moduleId, next.id)}
      />
    </header>
  )
}

const DIRECTIONS = {
  previous: { Icon: ChevronLeft, label: 'Previous lesson', key: '[' },
  next: { Icon: ChevronRight, label: 'Next lesson', key: ']' },
} as const

function Neighbour({ lesson, direction }: { lesson: Lesson | undefined; direction: keyof typeof DIRECTIONS }) {
  const { Icon, label, key } = DIRECTIONS[direction]
  if (lesson === undefined) return null
  return (
    <Link
      href={lessonHref(lesson.moduleId, lesson.id)}
      className={ICON_BUTTON}
      aria-label={`${label}: ${lesson.title}`}
      title={`${label}: ${lesson.title} (${key})`}
    >
      <Icon size={18} aria-hidden />
    </Link>
  )
}
