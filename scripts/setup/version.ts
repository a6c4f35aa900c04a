/** The numbers at the front of a version as programs print it: `v1.2.3-rc.1`, `go1.26.8`, `26.1.5+dfsg1`, `kind v0.33.0 go1.26`. */
export function parseVersion(text: string): number[] | undefined {
  const match = /\d+(?:\.\d+)*/.exec(text)
  return match?.[0].split('.').map(Number)
}

/** True when `text` holds a version that is `least` or newer. What cannot be read is not new enough. */
export function isAtLeast(text: string, least: string): boolean {
  const [have, want] = [parseVersion(text), parseVersion(least)]
  if (have === undefined || want === undefined) return false
  const length = Math.max(have.length, want.length)
  for (let index = 0; index < length; index++) {
    const difference = (have[index] ?? 0) - (want[index] ?? 0)
    if (difference !== 0) return difference > 0
  }
  return true
}
