/** The learner's answer: ids of choices, or one text. */
import type { QuestionView } from '#protocol/quiz.ts'

export type Answer = readonly string[]

/** An order question starts with all choices, in the order of the view. */
export function emptyAnswer({ kind, choices }: QuestionView): Answer {
  return kind === 'order' ? choices.map(({ id }) => id) : []
}

export function withChoice(kind: QuestionView['kind'], answer: Answer, choice: string): Answer {
  if (kind === 'single') return [choice]
  return answer.includes(choice) ? answer.filter((id) => id !== choice) : [...answer, choice]
}

/** Moves a choice one place up (-1) or down (1); not past the ends. */
export function moved(answer: Answer, choice: string, by: -1 | 1): Answer {
  const from = answer.indexOf(choice)
  const other = answer[from + by]
  if (from === -1 || other === undefined) return answer
  return answer.map((id) => {
    if (id === choice) return other
    return id === other ? choice : id
  })
}

export function isAnswered(answer: Answer): boolean {
  return answer.some((part) => part.trim() !== '')
}
