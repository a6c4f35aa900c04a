import { COMMON_NOUNS, COMPOUND_TERMS, TERMS } from '#course/lint/terms.ts'
import type { ProblemList } from '#course/problem.ts'
import type { Prose } from '#course/prose.ts'

const BY_FOLDED = new Map([...TERMS, ...COMPOUND_TERMS].map((term) => [fold(term), term]))

/** Matches any spelling of a term, except inside longer names and paths such as `web-pod` or `/etc/kubernetes`. */
const ANY_SPELLING = new RegExp(
  String.raw`(?<![\w/.:-])(${[...COMPOUND_TERMS.map(loosely), ...TERMS].join('|')})(s?)(?![\w/-]|[.:]\w)`,
  'gi',
)

export function lintTerms(prose: readonly Prose[], problems: ProblemList): void {
  for (const piece of prose) {
    for (const { index, written, right } of findMisspelt(piece.text)) {
      const message = `"${written}" is misspelt`
      const fix = `Write "${right}"; put typed text between backticks`
      problems.add(piece.file, piece.placeAt(index), { rule: 'spelling', message, fix })
    }
  }
}

/** Corrects the spelling of all terms. */
export function spellTerms(text: string): string {
  return findMisspelt(text).reduceRight(
    (result, { index, written, right }) => result.slice(0, index) + right + result.slice(index + written.length),
    text,
  )
}

interface Misspelt {
  index: number
  written: string
  right: string
}

function findMisspelt(text: string): Misspelt[] {
  return [...text.matchAll(ANY_SPELLING)].flatMap(({ 0: written, 1: name = '', 2: plural = '', index }) => {
    const term = BY_FOLDED.get(fold(name))
    if (term === undefined || name === term) return []
    const isNoun = COMMON_NOUNS.includes(term) && name === capitalised(term)
    return isNoun && beginsSentence(text.slice(0, index)) ? [] : [{ index, written, right: term + plural }]
  })
}

function fold(term: string): string {
  return term.replaceAll(/[ -]/g, '').toLowerCase()
}

/** `ConfigMap` also matches "config map" and "config-map". */
function loosely(term: string): string {
  return term.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '[ -]?').replaceAll(/(?<=\w)[ -](?=\w)/g, '[ -]?')
}

function capitalised(term: string): string {
  return term.slice(0, 1).toUpperCase() + term.slice(1)
}

/** Also true at the start of a text node, for example of a paragraph, cell or link. */
function beginsSentence(before: string): boolean {
  return /(^|[.?!:]["')]*\s+)["'(]*$/.test(before)
}
