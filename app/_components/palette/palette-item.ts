/** The items of the palette for a query: actions of this page, and places in the course. */
import type { SearchEntry } from '../search/search-entry.ts'
import type { PageAction } from '../site/page-actions.ts'

export type PaletteItem = ({ kind: 'action' } & PageAction) | SearchEntry

export interface PaletteGroup {
  label: string
  items: readonly PaletteItem[]
}

/** The part of `CourseSearch` that the palette needs. */
export interface Searchable {
  find(query: string, limit: number): SearchEntry[]
  lessons(): SearchEntry[]
}

/** With a query only the best matches are listed. */
const MAX_RESULTS = 14
/** These actions open the palette itself. */
const OWN_ACTIONS = new Set(['search', 'palette'])

/** @param search undefined until the index has loaded */
export function paletteGroups(query: string, actions: readonly PageAction[], search?: Searchable): PaletteGroup[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const places = words.length === 0 ? search?.lessons() : search?.find(query, MAX_RESULTS)
  const actionItems = actions
    .filter(({ id, label }) => !OWN_ACTIONS.has(id) && words.every((word) => label.toLowerCase().includes(word)))
    .map((action): PaletteItem => ({ kind: 'action', ...action }))
    // Components register actions of the lesson after those of every page, but learners use them more often.
    .toReversed()
  const groups = [
    { label: 'On this page', items: actionItems },
    { label: words.length === 0 ? 'Lessons' : 'In the course', items: places ?? [] },
  ]
  return groups.filter(({ items }) => items.length > 0)
}
