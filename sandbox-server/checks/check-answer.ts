import { stripVTControlCharacters } from 'node:util'

/** The verdict lines of a check. */
export interface CheckAnswer {
  expected?: string
  actual?: string
  why?: string
}

/** A page shows up to three lines; longer texts are not meant for readers. */
const MAX_CHARACTERS = 400

/** Finds the `expected:`, `actual:` and `why:` lines; everything else a script prints is ignored. Lines of one kind are joined. */
export function readCheckAnswer(stdout: string): CheckAnswer {
  const answer: CheckAnswer = {}
  for (const line of stripVTControlCharacters(stdout).split(/\r?\n/)) {
    const colon = line.indexOf(':')
    const kind = line.slice(0, Math.max(0, colon))
    const text = line.slice(colon + 1).trim()
    if (text === '' || (kind !== 'expected' && kind !== 'actual' && kind !== 'why')) continue
    const before = answer[kind]
    answer[kind] = shorten(before === undefined ? text : `${before}\n${text}`)
  }
  return answer
}

function shorten(text: string): string {
  return text.length <= MAX_CHARACTERS ? text : `${text.slice(0, MAX_CHARACTERS - 1)}…`
}
