import { termAnchor } from '#course/term-anchor.ts'

export function termHref(name: string): string {
  return `/glossary#${termAnchor(name)}`
}
