import { slug } from 'github-slugger'

export function termAnchor(name: string): string {
  return slug(name)
}

export function termHref(name: string): string {
  return `/glossary#${termAnchor(name)}`
}
