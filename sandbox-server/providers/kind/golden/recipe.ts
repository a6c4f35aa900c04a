import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'

/** What a golden state is made with, from `docker/golden`. */
const SCRIPTS = ['unpack.sh', 'settle.sh', 'keep.sh', 'clone-entry', 'clone-gate'] as const
export type RecipeScript = (typeof SCRIPTS)[number]

/** One of the scripts that run in nodes while a golden state is made, or that it carries. */
export async function readRecipe(script: RecipeScript): Promise<string> {
  return readFile(new URL(`../../../../docker/golden/${script}`, import.meta.url), 'utf8')
}

let known: Promise<string> | undefined

/** Another golden state is needed when any of the scripts has changed; what changes while a process runs is for the next one. */
export async function hashRecipe(): Promise<string> {
  known ??= hashScripts()
  return known
}

async function hashScripts(): Promise<string> {
  const hash = createHash('sha256')
  for (const text of await Promise.all(SCRIPTS.map(readRecipe))) hash.update(text).update('\0')
  return hash.digest('hex').slice(0, 8)
}
