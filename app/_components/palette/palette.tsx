'use client'
import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog } from '@base-ui/react/dialog'
import { Search, X } from 'lucide-react'
import { useState } from 'react'
import { useStore } from '../store/use-store.ts'
import { ICON_BUTTON } from '../site/button.ts'
import { pageActions } from '../site/page-actions.ts'
import { type PaletteItem, paletteGroups } from './palette-item.ts'
import { PaletteList } from './palette-list.tsx'
import { PaletteNote } from './palette-note.tsx'
import { useCourseSearch } from '../search/use-course-search.ts'

/** The content of the dialog. React unmounts it with the dialog, so each search starts empty. */
export function Palette({ onChoose }: { onChoose: (item: PaletteItem) => void }) {
  const [query, setQuery] = useState('')
  const actions = useStore(pageActions)
  const course = useCourseSearch()
  const groups = paletteGroups(query, actions, course.state === 'ready' ? course.search : undefined)
  return (
    <Autocomplete.Root
      inline
      open
      mode="none"
      items={groups}
      value={query}
      onValueChange={setQuery}
      itemToStringValue={(item: PaletteItem) => item.id}
      autoHighlight="always"
      keepHighlight
    >
      <div className="flex items-center gap-3 border-b border-line pl-4 pr-2">
        <Search size={17} aria-hidden className="shrink-0 text-faint" />
        <Autocomplete.Input
          aria-label="Search lessons, commands and words, or choose what to do"
          placeholder="Search lessons, commands, words, actions"
          className="h-13 min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-faint"
        />
        <Dialog.Close className={ICON_BUTTON} aria-label="Close search">
          <X size={17} aria-hidden />
        </Dialog.Close>
      </div>
      <PaletteList onChoose={onChoose} />
      <PaletteNote query={query} course={course.state} isEmpty={groups.length === 0} />
    </Autocomplete.Root>
  )
}
