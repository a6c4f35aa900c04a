import { distance as countEdits } from 'fastest-levenshtein'

/** The candidate nearest to `word`, if it is near enough to be a typing error. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const limit = Math.max(1, Math.floor(word.length / 3))
  let best: { candidate: string; distance: number } | undefined
  for (const candidate of candidates) {
    const distance = countEdits(word.toLowerCase(), candidate.toLowerCase())
    if (distance <= limit && (best === undefined || distance < best.distance)) best = { candidate, distance }
  }
  return best?.candidate
}

/** "Did you mean x" if a candidate is near enough; otherwise a list of all candidates. */
export function suggest(word: string, candidates: readonly string[]): string {
  const near = nearest(word, candidates)
  if (near !== undefined) return `Did you mean "${near}"`
  return candidates.length === 0 ? 'Remove it' : `Use one of: ${candidates.join(', ')}`
}
