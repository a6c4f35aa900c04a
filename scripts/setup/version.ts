import { coerce, gte } from 'semver'

/**
 * True if `text` holds a version that is `least` or newer; false if it holds none.
 * @param text as programs print a version: `go1.26.8`, `26.1.5+dfsg1`, `kind v0.33.0 go1.26`
 */
export function isAtLeast(text: string, least: string): boolean {
  const version = coerce(text)
  return version !== null && gte(version, coerce(least) ?? least)
}
