import type { Course, Lesson, Question, RunBlock, Step, Term } from '#course/model.ts'

export interface Sample {
  lesson: Lesson
  /** A step with a fault, checks and hints. */
  step: Step
  question: Question
  block: RunBlock
  term: Term
}

/** The first lesson with a fault, a question and a run block. @throws Error if no lesson has all three */
export function chooseSample({ modules, glossary }: Course): Sample {
  const [term] = glossary
  for (const lesson of modules.flatMap(({ lessons }) => lessons)) {
    const step = lesson.steps.find(({ fault, checks }) => fault !== undefined && checks.length > 0)
    const [question] = lesson.questions
    const [block] = lesson.runBlocks
    if (step !== undefined && question !== undefined && block !== undefined && term !== undefined) {
      return { lesson, step, question, block, term }
    }
  }
  throw new Error('the gallery needs a lesson with a fault, a question and a run block, and a term in the glossary')
}
