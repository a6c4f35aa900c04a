/** Checks that text, steps and questions of a lesson refer to each other. */
import { COMPONENTS } from '#course/lesson-components.ts'
import { nearest, suggest } from '#course/did-you-mean.ts'
import { textAttribute } from '#course/jsx-attributes.ts'
import type { LessonText } from '#course/lesson-text.ts'
import type { Place, ProblemList } from '#course/problem.ts'
import type { StepsFile } from '#course/steps-file.ts'
import type { QuizFile } from '#course/quiz-file.ts'
import type { YamlValue } from '#course/yaml-file.ts'

export interface LessonParts {
  /** Path of the lesson folder. */
  path: string
  text: LessonText
  /** Undefined if the file has problems, which are reported already. */
  steps: YamlValue<StepsFile> | undefined
  questions: YamlValue<QuizFile> | undefined
}

interface Name {
  id: string
  place: Place
}

export function checkReferences({ path, text, steps, questions }: LessonParts, problems: ProblemList): void {
  const lesson = `${path}/lesson.mdx`
  const used = (component: string, attribute: string): Name[] =>
    text.elements.flatMap(({ element, place, step }) => {
      // Another rule refuses nested steps.
      if (component === 'Step' && step !== undefined) return []
      const id = meantComponent(element.name ?? '') === component ? textAttribute(element, attribute) : undefined
      return id === undefined ? [] : [{ id, place }]
    })
  const match = (entries: readonly Name[], file: string, [component, attribute]: [string, string]): void => {
    const names = used(component, attribute)
    const ids = entries.map(({ id }) => id)
    const meant = new Set(names.map(({ id }) => (ids.includes(id) ? id : nearest(id, ids))))
    for (const { id, place } of names) {
      if (ids.includes(id)) continue
      const message = `<${component} ${attribute}="${id}"> has no entry in ${file}`
      problems.add(lesson, place, { rule: 'unknown-name', message, fix: suggest(id, ids) })
    }
    for (const { id, place } of entries) {
      if (meant.has(id)) continue
      const message = `"${id}" is not in the text`
      const fix = `Put <${component} ${attribute}="${id}"> into lesson.mdx, or remove the entry`
      problems.add(`${path}/${file}`, place, { rule: 'unused-entry', message, fix })
    }
  }

  if (steps !== undefined) {
    const entries = steps.value.map(({ id }, index) => ({ id, place: steps.placeOf([index, 'id']) }))
    match(entries, 'steps.yaml', ['Step', 'id'])
    const checked = entries.filter((_, index) => {
      const entry = steps.value[index]
      return entry?.checks.length !== 0 || entry.from !== undefined
    })
    match(checked, 'steps.yaml', ['Checks', 'step'])
    const faulted = steps.value.flatMap(({ id, fault }) => (fault === undefined ? [] : [id]))
    for (const { id, place } of used('Break', 'step')) {
      if (faulted.includes(id)) continue
      const message = `<Break step="${id}"> for a step without a fault`
      const fix = 'Write `fault: <name>` into its entry in steps.yaml, or remove it'
      problems.add(lesson, place, { rule: 'unknown-name', message, fix })
    }
    refuseOtherOrder(entries, used('Step', 'id'), lesson, problems)
  }
  if (questions !== undefined) {
    const entries = questions.value.map(({ id }, index) => ({ id, place: questions.placeOf([index, 'id']) }))
    match(entries, 'quiz.yaml', ['Quiz', 'id'])
  }
}

/** `<Check>` is reported as a misspelt name; the missing `<Checks>` would be the same problem twice. */
function meantComponent(name: string): string | undefined {
  return name in COMPONENTS ? name : nearest(name, Object.keys(COMPONENTS))
}

function refuseOtherOrder(
  entries: readonly Name[],
  used: readonly Name[],
  lesson: string,
  problems: ProblemList,
): void {
  const inText = used.filter(({ id }) => entries.some((entry) => entry.id === id))
  const inFile = entries.filter(({ id }) => inText.some((name) => name.id === id))
  const [first] = inText.filter(({ id }, index) => inFile[index]?.id !== id)
  if (first === undefined) return
  const message = `step "${first.id}" has another position in steps.yaml, or is here twice`
  problems.add(lesson, first.place, {
    rule: 'step-order',
    message,
    fix: 'Use the same order in both, and each step once',
  })
}
