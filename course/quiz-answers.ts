/** The public part of a question, and the feedback to an answer. */
import { createHash } from 'node:crypto'
import type { QuestionView, QuizVerdictView } from '#protocol/quiz.ts'
import type { Question } from '#course/model.ts'

interface Option {
  id: string
  text: string
  isRight: boolean
  why: string
}

/** The question without the right answer: ids and order depend only on the texts. */
export function viewQuestion(question: Question): QuestionView {
  const { id, kind } = question
  const choices = listOptions(question).map((option) => ({ id: option.id, text: option.text }))
  return { id, kind, question: question.question, choices }
}

/** @param answer ids of choices, in the order of the learner; for a text question, the text */
export function gradeAnswer(question: Question, answer: readonly string[]): QuizVerdictView {
  if (question.kind === 'text') {
    const given = normalize(answer[0] ?? '')
    const isRight = question.answers.some((right) => normalize(right) === given)
    return { isRight, reasons: isRight ? [{ isRight, why: question.why }] : [] }
  }
  const options = listOptions(question)
  if (question.kind === 'order') {
    const texts = answer.map((id) => options.find((option) => option.id === id)?.text)
    const isRight = texts.length === question.items.length && question.items.every((item, at) => texts[at] === item)
    return { isRight, reasons: isRight ? [{ isRight, why: question.why }] : [] }
  }
  const chosen = options.filter(({ id }) => answer.includes(id))
  const isKnown = chosen.length === new Set(answer).size
  const isRight = isKnown && options.every((option) => option.isRight === chosen.includes(option))
  const told = isRight ? options : chosen
  return {
    isRight,
    reasons: told.map(({ id, ...option }) => ({ choice: id, isRight: option.isRight, why: option.why })),
  }
}

/** Authors write right answers first, or in order. The page gets a meaningless order, which is the same each time. */
function listOptions(question: Question): Option[] {
  if (question.kind === 'text') return []
  const written =
    question.kind === 'order' ? question.items.map((text) => ({ text, isRight: true, why: '' })) : question.choices
  const options = written.map((choice) => ({ id: nameOf(question.id, choice.text), ...choice }))
  const mixed = options.toSorted((a, b) => a.id.localeCompare(b.id))
  const isAnswer = question.kind === 'order' && mixed.every((option, at) => option === options[at])
  return isAnswer ? [...mixed.slice(1), ...mixed.slice(0, 1)] : mixed
}

function nameOf(question: string, text: string): string {
  return createHash('sha256').update(`${question}\n${text}`).digest('hex').slice(0, 8)
}

function normalize(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ').toLowerCase()
}
