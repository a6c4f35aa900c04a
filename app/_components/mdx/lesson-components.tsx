import type { MDXComponents } from 'mdx/types'
import type { ReactNode } from 'react'
import type { Course, Lesson } from '#course/model.ts'
import { viewQuestion } from '#course/quiz-answers.ts'
import { Quiz } from '../quiz/quiz.tsx'
import { Step } from './step.tsx'
import { Term } from './term.tsx'

/** The components whose words are in the files beside the text: steps, quiz and glossary. */
export function lessonComponents(course: Course, lesson: Lesson): MDXComponents {
  return {
    Step: ({ id, children }: { id: string; children: ReactNode }) => {
      const step = lesson.steps.find((each) => each.id === id)
      return (
        <Step id={id} title={step?.title ?? id}>
          {children}
        </Step>
      )
    },
    Quiz: ({ id }: { id: string }) => {
      const question = lesson.questions.find((each) => each.id === id)
      return question === undefined ? null : <Quiz question={viewQuestion(question)} />
    },
    Term: ({ name, children }: { name: string; children: ReactNode }) => {
      const text = course.glossary.find((term) => term.name === name)?.text
      return text === undefined ? (
        children
      ) : (
        <Term name={name} text={text}>
          {children}
        </Term>
      )
    },
  }
}
