import { Clock, Server } from 'lucide-react'
import type { ReactNode } from 'react'
import type { LessonPlace } from '../course/lesson-place.ts'
import { ExamPanel } from '../exam/exam-panel.tsx'
import { InlineText } from '../site/inline-text.tsx'
import { DrawNote } from './draw-note.tsx'

/** The text of the lesson, with title, objectives and exam points. */
export function LessonArticle({ place: { lesson, module }, children }: { place: LessonPlace; children: ReactNode }) {
  return (
    <article className="lesson-article">
      <header className="max-w-[37rem]">
        <p className="text-sm font-medium text-accent">{module.title}</p>
        <h1 className="mt-1 text-[2.125rem] font-semibold leading-tight tracking-[-0.022em] text-balance">
          {lesson.title}
        </h1>
        <p className="mt-3 text-lg leading-relaxed text-muted">
          <InlineText>{lesson.summary}</InlineText>
        </p>
        <p className="mt-4 flex flex-wrap gap-x-5 gap-y-1 text-sm text-faint">
          <span className="flex items-center gap-1.5">
            <Clock size={14} aria-hidden />
            {lesson.minutes} minutes
          </span>
          <span className="flex items-center gap-1.5">
            <Server size={14} aria-hidden />
            {lesson.lab === 'none' ? 'No lab' : `${lesson.nodes === 2 ? 'Two nodes' : 'One node'} of your own`}
          </span>
        </p>
        <ExamPanel />
        <Objectives objectives={lesson.objectives} />
        <DrawNote />
      </header>
      <div className="prose">
        {children}
        <ExamPoints points={lesson.examPoints} />
      </div>
    </article>
  )
}

function Objectives({ objectives }: { objectives: readonly string[] }) {
  if (objectives.length === 0) return null
  return (
    <section aria-labelledby="objectives" className="my-8 border-y border-line py-5">
      <h2 id="objectives" className="text-sm font-semibold">
        After this lesson you can
      </h2>
      <ul className="mt-2 list-disc space-y-1 pl-5 text-[0.9375rem] text-muted marker:text-faint">
        {objectives.map((objective) => (
          <li key={objective}>
            <InlineText>{objective}</InlineText>
          </li>
        ))}
      </ul>
    </section>
  )
}

function ExamPoints({ points }: { points: readonly string[] }) {
  if (points.length === 0) return null
  return (
    <section aria-labelledby="exam-points">
      <h2 id="exam-points">For the exam</h2>
      <ul>
        {points.map((point) => (
          <li key={point}>
            <InlineText>{point}</InlineText>
          </li>
        ))}
      </ul>
    </section>
  )
}
