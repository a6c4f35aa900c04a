import type * as z from 'zod'
import { nearest } from '#course/did-you-mean.ts'

export type Path = readonly PropertyKey[]

export interface Explanation {
  path: Path
  message: string
  fix: string
}

interface Shape {
  schema: z.ZodType
  examples: Readonly<Record<string, string>>
}

/** Turns the issues of zod into sentences for authors. */
export function explainIssues(issues: readonly z.core.$ZodIssue[], shape: Shape): Explanation[] {
  // A misspelt field is both unknown and missing; report it only once.
  const meant = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys.map((key) => nearest(key, Object.keys(shape.examples))) : [],
  )
  const told = issues.filter(({ path, input }) => input !== undefined || !meant.includes(nameOf(path)))
  return told.flatMap((issue) => explainIssue(issue, shape))
}

function explainIssue(issue: z.core.$ZodIssue, { examples }: Shape): Explanation[] {
  const { path } = issue
  const name = nameOf(path)
  const example = examples[name]
  const fix = example === undefined ? 'See docs/writing-lessons.md' : `Write for example \`${example}\``
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => {
        const near = nearest(key, Object.keys(examples))
        return {
          path: [...path, key],
          message: `unknown field "${key}"`,
          fix: near === undefined ? `Remove it; there are ${Object.keys(examples).join(', ')}` : `Write "${near}"`,
        }
      })
    case 'invalid_type':
      if (issue.input === undefined && path.length > 0) return [{ path, message: `"${name}" is missing`, fix }]
      return [{ path, message: `"${name}" has to be ${withArticle(issue.expected)}`, fix }]
    case 'invalid_value':
      return [
        { path, message: `"${name}" is ${show(issue.input)}`, fix: `Write ${issue.values.map(String).join(' or ')}` },
      ]
    case 'too_small':
      return [{ path, message: `"${name}" is too ${issue.origin === 'number' ? 'small' : 'short'}`, fix }]
    case 'too_big':
      return [{ path, message: `"${name}" is more than ${issue.maximum}${unitOf(issue.origin)}`, fix }]
    case 'custom':
      return [
        { path, message: issue.message, fix: typeof issue.params?.['fix'] === 'string' ? issue.params['fix'] : fix },
      ]
    default:
      return [{ path, message: `"${name}" is ${show(atPath(issue.input, name))}`, fix }]
  }
}

/** The last name in a path; an item of a list has the name of its list. */
function nameOf(path: Path): string {
  return path.findLast((key) => typeof key === 'string') ?? 'the file'
}

function withArticle(type: string): string {
  const word = { array: 'list', record: 'map', object: 'map', boolean: 'true or false', string: 'text' }[type] ?? type
  return word === 'text' || word === 'true or false' ? word : `a ${word}`
}

function unitOf(origin: string): string {
  return { string: ' characters', array: ' entries' }[origin] ?? ''
}

/** The input of a union is the whole entry; the problem is in one field of it. */
function atPath(input: unknown, name: string): unknown {
  return typeof input === 'object' && input !== null && name in input ? Reflect.get(input, name) : input
}

function show(input: unknown): string {
  return input === undefined ? 'missing' : JSON.stringify(input)
}
