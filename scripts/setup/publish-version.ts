/** What is published: a name for each state of each lesson. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PublishedView, VERSION_FILE } from '#protocol/published.ts'
import { loadCourse } from '#course/load.ts'
import type { Step } from '#course/model.ts'
import { hashInputs } from './input-hash.ts'

/** Enough to tell any two states apart. */
const NAME_LENGTH = 16

/** @param inputs hash of all that the site is made from */
export async function describeVersion(contentFolder: string, inputs: string): Promise<PublishedView> {
  const { modules } = await loadCourse(contentFolder)
  const entries = modules
    .flatMap(({ lessons }) => lessons)
    .map(async ({ moduleId, id, folder, steps }): Promise<[string, string]> => {
      const hash = await hashInputs(contentFolder, [folder, 'glossary.yaml', ...steps.flatMap(takenScripts)])
      return [`${moduleId}/${id}`, hash.slice(0, NAME_LENGTH)]
    })
  return { version: inputs.slice(0, NAME_LENGTH), lessons: Object.fromEntries(await Promise.all(entries)) }
}

/** An exam is another one when what it takes from a lesson is. */
function takenScripts({ from, checks, fault, solution }: Step): string[] {
  if (from === undefined) return []
  return [...checks.map(({ script }) => script), fault, solution].flatMap((script) => script?.path ?? [])
}

/** Undefined where nothing readable is published. */
export async function readVersion(siteFolder: string): Promise<PublishedView | undefined> {
  const text = await readFile(join(siteFolder, VERSION_FILE), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  try {
    return PublishedView.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

/** For a person: `2 updated (the-node/a, the-node/b), 1 new (the-node/c)`. */
export function describeChange(before: PublishedView | undefined, after: PublishedView): string {
  const old = before?.lessons ?? {}
  const names = Object.keys(after.lessons)
  const groups = {
    updated: names.filter((name) => old[name] !== undefined && old[name] !== after.lessons[name]),
    new: names.filter((name) => old[name] === undefined),
    gone: Object.keys(old).filter((name) => after.lessons[name] === undefined),
  }
  const parts = Object.entries(groups).flatMap(([what, found]) =>
    found.length === 0 ? [] : [`${found.length} ${what} (${found.join(', ')})`],
  )
  return parts.length === 0 ? 'no lesson differs' : parts.join(', ')
}
