'use client'
import { ArrowRight } from 'lucide-react'
import Link from 'next/link'
import { useLab } from '../lab/use-lab.ts'
import { useSetting } from '../settings/settings.ts'
import { buttonClass } from '../site/button.ts'
import type { LessonCard } from './lesson-card.ts'
import { findDestination } from './destination.ts'

/** The link to the lesson to start or continue. */
export function ContinueLink({ lessons }: { lessons: readonly LessonCard[] }) {
  const { achieved, lab } = useLab()
  const [lastLesson] = useSetting('last-lesson')
  const destination = findDestination(lessons, { lab, lastLesson, progress: achieved.steps })
  if (destination === undefined) return null
  const { kind, lesson, step } = destination
  return (
    <div className="mt-8">
      <Link
        href={step === undefined ? lesson.href : `${lesson.href}#${step.id}`}
        className={buttonClass('primary', 'large')}
      >
        {kind === 'start' ? 'Start the first lesson' : 'Continue'}
        <ArrowRight size={17} aria-hidden />
      </Link>
      <p className="mt-3 text-sm text-faint">
        {lesson.title} · {step === undefined ? `${lesson.minutes} minutes` : step.title}
      </p>
    </div>
  )
}
