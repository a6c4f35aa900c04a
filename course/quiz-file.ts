import * as z from 'zod'
import type { Question } from '#course/model.ts'
import { Slug } from '#course/slug.ts'
import { findDuplicates } from './duplicate-names.ts'
import type { YamlShape } from '#course/yaml-file.ts'

const base = { id: Slug, question: z.string().min(1) }
const Choice = z.strictObject({ text: z.string().min(1), right: z.boolean().default(false), why: z.string().min(1) })
const Choices = z.array(Choice).min(2).max(8)

interface Twice {
  pathOf: (index: number) => (string | number)[]
  fix: string
}

function refuseDuplicates(names: readonly string[], { pathOf, fix }: Twice, context: z.RefinementCtx): void {
  for (const { index } of findDuplicates(names)) {
    const message = `"${names[index]}" is there twice`
    context.addIssue({ code: 'custom', path: pathOf(index), message, params: { fix } })
  }
}

const QuestionEntry = z
  .discriminatedUnion('kind', [
    z.strictObject({ ...base, kind: z.literal('single'), choices: Choices }),
    z.strictObject({ ...base, kind: z.literal('several'), choices: Choices }),
    z.strictObject({ ...base, kind: z.literal('order'), items: z.array(z.string()).min(3).max(8), why: z.string() }),
    z.strictObject({ ...base, kind: z.literal('text'), answers: z.array(z.string()).min(1), why: z.string() }),
  ])
  .superRefine((question, context) => {
    // Ids of choices and items are derived from their texts.
    const fix = 'Give each its own text'
    if ('items' in question) refuseDuplicates(question.items, { pathOf: (index) => ['items', index], fix }, context)
    if (!('choices' in question)) return
    const texts = question.choices.map(({ text }) => text)
    refuseDuplicates(texts, { pathOf: (index) => ['choices', index, 'text'], fix }, context)
    const right = question.choices.filter((choice) => choice.right).length
    const refuse = (message: string) => {
      const mark = `Mark ${question.kind === 'single' ? 'exactly one' : 'each right one'} with \`right: true\``
      context.addIssue({ code: 'custom', path: ['choices'], message, params: { fix: mark } })
    }
    if (question.kind === 'single' && right !== 1) refuse(`${right} right choices in a question of kind "single"`)
    if (question.kind === 'several' && right < 1) refuse('no right choice')
  })
type QuestionEntry = z.infer<typeof QuestionEntry>
const QuizFile = z.array(QuestionEntry).superRefine((questions, context) => {
  const ids = questions.map(({ id }) => id)
  refuseDuplicates(ids, { pathOf: (index) => [index, 'id'], fix: 'Give each its own id' }, context)
})
export type QuizFile = z.infer<typeof QuizFile>

export const QUIZ_FILE: YamlShape<QuizFile> = {
  schema: QuizFile,
  examples: {
    id: 'id: who-chooses-the-node',
    question: 'question: Who chooses the node of a Pod?',
    kind: 'kind: single # or several, order, text',
    choices:
      'choices: [{ text: The scheduler, right: true, why: It writes nodeName. }, { text: Kubelet, why: It only reads it. }]',
    items: 'items: [first, second, third]',
    answers: 'answers: [nodeName, spec.nodeName]',
    text: 'text: The scheduler',
    right: 'right: true',
    why: 'why: It only reads nodeName.',
  },
}

export function toQuestion(entry: QuestionEntry): Question {
  if (!('choices' in entry)) return entry
  const choices = entry.choices.map(({ text, right, why }) => ({ text, isRight: right, why }))
  return { id: entry.id, kind: entry.kind, question: entry.question, choices }
}
