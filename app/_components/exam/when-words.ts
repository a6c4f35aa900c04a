/** A moment in the learner's own time and way of writing. */
export function whenWords(at: number): string {
  return new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })
}
