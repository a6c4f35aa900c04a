/** The candidate nearest to `word`, if it is near enough to be a slip of the fingers. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const limit = Math.max(1, Math.floor(word.length / 3))
  let best: { candidate: string; distance: number } | undefined
  for (const candidate of candidates) {
    const distance = countEdits(word.toLowerCase(), candidate.toLowerCase())
    if (distance <= limit && (best === undefined || distance < best.distance)) best = { candidate, distance }
  }
  return best?.candidate
}

/** "Did you mean x" where one is near, else all of them. */
export function suggest(word: string, candidates: readonly string[]): string {
  const near = nearest(word, candidates)
  if (near !== undefined) return `Did you mean "${near}"`
  return candidates.length === 0 ? 'Remove it' : `Use one of: ${candidates.join(', ')}`
}

/** Levenshtein distance, one row at a time. */
function countEdits(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (const [i, a] of Array.from(from).entries()) {
    const next = [i + 1]
    for (const [j, b] of Array.from(to).entries()) {
      const [above, left, diagonal] = [row[j + 1] ?? 0, next[j] ?? 0, row[j] ?? 0]
      next.push(Math.min(above + 1, left + 1, diagonal + (a === b ? 0 : 1)))
    }
    row = next
  }
  return row[to.length] ?? 0
}
