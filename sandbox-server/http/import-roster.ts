import type { ImportRow } from '#protocol/classes.ts'
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { Store } from '#server/store/open-store.ts'
import { readDisplayName } from './display-name.ts'

export interface RosterParts {
  store: Store
  newId: () => string
  wallNow: () => number
}

export interface Roster {
  classId: string
  csv: string
  isPreview: boolean
}

const MAX_ROWS = 300
const LINK_LIFETIME_MS = 30 * 86_400_000

/**
 * Reads names from the first column of a CSV text. Without `isPreview` it adds each as a learner of the class, with a personal link of one use.
 * Never gives a role above learner.
 */
export async function importRoster(parts: RosterParts, { classId, csv, isPreview }: Roster): Promise<ImportRow[]> {
  const members = await parts.store.classes.findMembers(classId)
  const taken = new Set(members.map(({ displayName }) => displayName))
  const rows: ImportRow[] = []
  for (const [index, line] of csv.split(/\r\n|\r|\n/).entries()) {
    const text = firstCell(line)
    const isHeading = index === 0 && /^(?:name|learner|participant|student)s?$/i.test(text)
    if (text === '' || isHeading) continue
    const checked = rows.length < MAX_ROWS ? checkName(text) : { problem: `more than ${MAX_ROWS} names` }
    const problem = checked.problem ?? (taken.has(checked.name) ? 'this name is in the class already' : undefined)
    if (problem !== undefined || checked.name === undefined) {
      rows.push({ line: index + 1, name: text.slice(0, 100), problem: problem ?? 'there is no name' })
      continue
    }
    taken.add(checked.name)
    const path = isPreview ? {} : { path: await addLearner(parts, classId, checked.name) }
    rows.push({ line: index + 1, name: checked.name, ...path })
  }
  return rows
}

async function addLearner({ store, newId, wallNow }: RosterParts, classId: string, name: string): Promise<string> {
  const now = wallNow()
  const { id } = await store.learners.add(newId(), now)
  await store.learners.rename(id, name)
  await store.classes.addMember(classId, id, { role: 'learner', now })
  const endsAt = now + LINK_LIFETIME_MS
  return `/invite/${await store.invites.add({ purpose: 'person', learnerId: id, uses: 1, endsAt }, now)}`
}

/** Quotes as in RFC 4180; a comma, semicolon or tab ends the cell. */
function firstCell(line: string): string {
  const quoted = /^\s*"((?:[^"]|"")*)"/.exec(line)
  return (quoted?.[1]?.replaceAll('""', '"') ?? line.split(/[,;\t]/)[0] ?? '').trim()
}

function checkName(text: string): { name?: string | undefined; problem?: string | undefined } {
  try {
    return { name: readDisplayName(text) }
  } catch (error) {
    if (!(error instanceof KindlabError)) throw error
    return { problem: error.detail ?? error.message }
  }
}
