import type { JsxElement } from '#course/jsx-attributes.ts'
import { textAttribute } from '#course/jsx-attributes.ts'
import { COMPONENTS, type ComponentRule } from '#course/lesson-components.ts'
import { nearest, suggest } from '#course/did-you-mean.ts'
import type { Term } from '#course/model.ts'
import type { ProblemList } from '#course/problem.ts'
import type { LessonSource } from '#course/read-lesson.ts'

type Refuse = (rule: string, message: string, fix: string) => void

export function lintComponents(
  { file, text }: LessonSource,
  glossary: readonly Term[] | undefined,
  problems: ProblemList,
): void {
  for (const place of text.code) {
    const fix = 'Remove it; write a brace in text as \\{'
    problems.add(file, place, { rule: 'code-in-text', message: 'an import, an export or an {expression}', fix })
  }
  for (const { element, place, step } of text.elements) {
    const refuse: Refuse = (rule, message, fix) => problems.add(file, place, { rule, message, fix })
    const name = element.name ?? ''
    const rule = COMPONENTS[name]
    if (rule === undefined) refuseName(name, refuse)
    else lintElement(element, rule, refuse)
    if (name === 'Step' && step !== undefined)
      refuse('nested-step', `a <Step> inside the step "${step}"`, 'Close that one first')
    const term = name === 'Term' ? textAttribute(element, 'name') : undefined
    const terms = glossary?.map((entry) => entry.name)
    if (term !== undefined && terms?.includes(term) === false) {
      const near = nearest(term, terms)
      const fix = near === undefined ? 'Add it to glossary.yaml' : `Did you mean "${near}"`
      refuse('unknown-term', `the glossary has no "${term}"`, fix)
    }
  }
}

function refuseName(name: string, refuse: Refuse): void {
  const names = Object.keys(COMPONENTS)
  if (/^[A-Z]/.test(name)) refuse('unknown-component', `there is no component <${name}>`, suggest(name, names))
  else if (name === '') refuse('unknown-component', 'an element without a name', 'Remove <> and </>')
  else refuse('html', `HTML: <${name}>`, nearestOrMarkdown(name, names))
}

function nearestOrMarkdown(name: string, names: readonly string[]): string {
  const near = nearest(name, names)
  return near === undefined ? 'Write Markdown; write an angle bracket in text as \\<' : `Did you mean <${near}>`
}

function lintElement(element: JsxElement, rule: ComponentRule, refuse: Refuse): void {
  const label = `<${element.name}>`
  const known = [...rule.required, ...rule.optional]
  const names: string[] = []
  for (const attribute of element.attributes) {
    if (attribute.type !== 'mdxJsxAttribute') {
      refuse('attribute', `{...} in ${label}`, `Write for example ${rule.example}`)
      continue
    }
    names.push(attribute.name)
    if (!known.includes(attribute.name)) {
      refuse('attribute', `${label} has no attribute "${attribute.name}"`, suggest(attribute.name, known))
    } else if (typeof attribute.value !== 'string' || attribute.value.trim() === '') {
      refuse('attribute', `"${attribute.name}" of ${label} is not text in quotes`, `Write for example ${rule.example}`)
    }
  }
  for (const name of rule.required) {
    if (!names.includes(name)) refuse('attribute', `${label} without "${name}"`, `Write for example ${rule.example}`)
  }
  for (const [name, values] of Object.entries(rule.values ?? {})) {
    const value = textAttribute(element, name)
    if (value === undefined || values.includes(value)) continue
    refuse('attribute', `"${name}" of ${label} is "${value}"`, suggest(value, values))
  }
  const isEmpty = element.children.length === 0
  if (rule.hasText && isEmpty) refuse('empty-component', `${label} with nothing in it`, `Write ${rule.example}`)
  if (!rule.hasText && !isEmpty) refuse('component-text', `text inside ${label}`, `Write ${rule.example}`)
}
