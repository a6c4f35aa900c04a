import { slug } from 'github-slugger'

/** The anchor of a term on the glossary page. */
export function termAnchor(name: string): string {
  return slug(name)
}
