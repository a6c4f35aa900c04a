import * as z from 'zod'

/** Ids are parts of file names and of addresses. */
export const SLUG_PATTERN = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/

export const Slug = z.string().regex(SLUG_PATTERN).max(60)

/** `01-the-node` -> `{ order: 1, id: 'the-node' }` */
export function readNumberedFolder(name: string): { order: number; id: string } | undefined {
  const match = /^(\d{2})-(.+)$/.exec(name)
  const id = match?.[2]
  if (match === null || id === undefined || !SLUG_PATTERN.test(id)) return undefined
  return { order: Number(match[1]), id }
}
