const DELETE = '\u007F'

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/**
 * The input that changes the line of a shell from `before` to `after`, with its cursor at the end: deletions back to the first difference, and
 * the text from there. Empty when nothing changes.
 */
export function changesBetween(before: string, after: string): string {
  const old = charactersOf(before)
  const now = charactersOf(after)
  let same = 0
  while (same < old.length && old[same] === now[same]) same += 1
  const deletions = old.slice(same).reduce((sum, character) => sum + stepsOf(character), 0)
  return DELETE.repeat(deletions) + now.slice(same).join('').replaceAll(/\r?\n/g, '\r')
}

function charactersOf(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment)
}

/** Line editors delete a code point that has a width together with the marks and joiners after it. */
function stepsOf(character: string): number {
  return Array.from(character).filter((codePoint) => !/[\p{M}\p{Cf}]/u.test(codePoint)).length
}
