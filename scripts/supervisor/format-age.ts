const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
] as const

/** In the largest unit that fits: `12 s`, `3 min`, `5 h`, `2 d`. */
export function formatAge(ageMs: number): string {
  for (const [unit, lengthMs] of UNITS) {
    if (ageMs >= lengthMs) return `${Math.floor(ageMs / lengthMs)} ${unit}`
  }
  return `${Math.max(0, Math.floor(ageMs / 1000))} s`
}
