import { Autocomplete } from '@base-ui/react/autocomplete'
import type { SearchState } from '../search/use-course-search.ts'

export interface PaletteNoteProps {
  query: string
  course: SearchState['state']
  isEmpty: boolean
}

/** A note below the list if it is empty or incomplete. */
export function PaletteNote({ query, course, isEmpty }: PaletteNoteProps) {
  const note = noteOf(query, course, isEmpty)
  return (
    <Autocomplete.Status
      className={note === undefined ? 'sr-only' : 'border-t border-line px-4 py-3 text-sm text-muted'}
    >
      {note}
    </Autocomplete.Status>
  )
}

function noteOf(query: string, course: SearchState['state'], isEmpty: boolean): string | undefined {
  if (course === 'failed') return 'The index of the course could not be fetched. Close this and open it again to retry.'
  if (!isEmpty) return undefined
  if (course === 'loading') return 'Fetching the index of the course'
  return `Nothing has “${query.trim()}” in it. Fewer or other words may help; spelling mistakes are forgiven.`
}
