import type { Course, Lesson, Question, RunBlock, Step, Term } from '#course/model.ts'

export interface Sample {
  lesson: Lesson
  /** Begins with a fault, and has checks and hints. */
  step: Step
  question: Question
  block: RunBlock
  term: Term
}

/** The first lesson of the course that has one of everything. @throws Error when none has */
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
