/** The version of a published site: a hash for each lesson. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PublishedView, VERSION_FILE } from '#protocol/published.ts'
import { loadCourse } from '#course/load.ts'
import type { Step } from '#course/model.ts'
import { hashInputs } from './input-hash.ts'

/** Long enough that two states never have the same name. */
const NAME_LENGTH = 16

export function versionName(inputs: string): string {
  return inputs.slice(0, NAME_LENGTH)
}

/** @param inputs hash of all inputs of the site */
export async function describeVersion(contentFolder: string, inputs: string): Promise<PublishedView> {
  const { modules } = await loadCourse(contentFolder)
  const entries = modules
    .flatMap(({ lessons }) => lessons)
    .map(async ({ moduleId, id, folder, steps }): Promise<[string, string]> => {
      const hash = await hashInputs(contentFolder, [folder, 'glossary.yaml', ...steps.flatMap(takenScripts)])
      return [`${moduleId}/${id}`, hash.slice(0, NAME_LENGTH)]
    })
  return { version: versionName(inputs), lessons: Object.fromEntries(await Promise.all(entries)) }
}

/** Scripts that an exam takes from lessons: a change to them changes the exam. */
function takenScripts({ from, checks, fault, solution }: Step): string[] {
  if (from === undefined) return []
  return [...checks.map(({ script }) => script), fault, solution].flatMap((script) => script?.path ?? [])
}

/** Undefined if no readable version is published. */
export async function readVersion(siteFolder: string): Promise<PublishedView | undefined> {
  const text = await readFile(join(siteFolder, VERSION_FILE), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  try {
    return PublishedView.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

/** Text for the operator: `2 updated (the-node/a, the-node/b), 1 new (the-node/c)`. */
export function describeChange(before: PublishedView | undefined, after: PublishedView): string {
  const old = before?.lessons ?? {}
  const names = Object.keys(after.lessons)
  const groups = {
    updated: names.filter((name) => old[name] !== undefined && old[name] !== after.lessons[name]),
    new: names.filter((name) => old[name] === undefined),
    removed: Object.keys(old).filter((name) => after.lessons[name] === undefined),
  }
  const parts = Object.entries(groups).flatMap(([what, found]) =>
    found.length === 0 ? [] : [`${found.length} ${what} (${found.join(', ')})`],
  )
  return parts.length === 0 ? 'no lesson has changed' : parts.join(', ')
}
