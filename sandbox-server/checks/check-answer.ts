import { stripVTControlCharacters } from 'node:util'

/** What a check said of itself. */
export interface CheckAnswer {
  expected?: string
  actual?: string
  why?: string
}

/** A page shows a line or three; what is longer was not written for people. */
const MAX_CHARACTERS = 400

/** Finds the `expected:`, `actual:` and `why:` lines; everything else a script prints is ignored. Lines of one kind are joined. */
export function readCheckAnswer(stdout: string): CheckAnswer {
  const answer: CheckAnswer = {}
  for (const line of stripVTControlCharacters(stdout).split(/\r?\n/)) {
    const match = /^(expected|actual|why):\s*(.*\S)/.exec(line)
    const kind = match?.[1]
    const text = match?.[2]
    if (text === undefined || (kind !== 'expected' && kind !== 'actual' && kind !== 'why')) continue
    const before = answer[kind]
    answer[kind] = shorten(before === undefined ? text : `${before}\n${text}`)
  }
  return answer
}

function shorten(text: string): string {
  return text.length <= MAX_CHARACTERS ? text : `${text.slice(0, MAX_CHARACTERS - 1)}…`
}
