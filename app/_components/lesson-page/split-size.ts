/** Share of the width that the text has, in percent. The terminal has the rest. */
export const MIN_SPLIT = 25
export const MAX_SPLIT = 75

export function clampSplit(percent: number): number {
  return Math.round(Math.min(MAX_SPLIT, Math.max(MIN_SPLIT, percent)))
}

/** The position of the separator after a key; undefined if the key does not move it. */
export function splitAfterKey(key: string, present: number): number | undefined {
  switch (key) {
    case 'ArrowLeft':
      return clampSplit(present - 2)
    case 'ArrowRight':
      return clampSplit(present + 2)
    case 'Home':
      return MIN_SPLIT
    case 'End':
      return MAX_SPLIT
    default:
      return undefined
  }
}
