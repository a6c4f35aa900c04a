/** What the palette offers for what has been typed: things to do on this page, and places in the course. */
import type { SearchEntry } from '../search/search-entry.ts'
import type { PageAction } from '../site/page-actions.ts'

export type PaletteItem = ({ kind: 'action' } & PageAction) | SearchEntry

export interface PaletteGroup {
  label: string
  items: readonly PaletteItem[]
}

/** The part of `CourseSearch` that this needs. */
export interface Findable {
  find(query: string, limit: number): SearchEntry[]
  lessons(): SearchEntry[]
}

/** Once something is typed a long list no longer helps: the best matches do. */
const MAX_FOUND = 14
/** They open the palette itself. */
const OWN_ACTIONS = new Set(['search', 'palette'])

/** @param search undefined while the index is not there */
export function paletteGroups(query: string, actions: readonly PageAction[], search?: Findable): PaletteGroup[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const places = words.length === 0 ? search?.lessons() : search?.find(query, MAX_FOUND)
  const doing = actions
    .filter(({ id, label }) => !OWN_ACTIONS.has(id) && words.every((word) => label.toLowerCase().includes(word)))
    .map((action): PaletteItem => ({ kind: 'action', ...action }))
    // What belongs to the lesson is offered after what belongs to every page, and wanted more often.
    .toReversed()
  const groups = [
    { label: 'On this page', items: doing },
    { label: words.length === 0 ? 'Lessons' : 'In the course', items: places ?? [] },
  ]
  return groups.filter(({ items }) => items.length > 0)
}
