import { slug } from 'github-slugger'

/** Where a word stands on the page of the glossary, by its name: what comes after the `#`. */
export function termAnchor(name: string): string {
  return slug(name)
}
