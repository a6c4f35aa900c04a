import { Autocomplete } from '@base-ui/react/autocomplete'
import type { PaletteGroup, PaletteItem } from './palette-item.ts'
import { PaletteRow } from './palette-row.tsx'

export function PaletteList({ onChoose }: { onChoose: (item: PaletteItem) => void }) {
  return (
    <Autocomplete.List
      aria-label="Results"
      className="min-h-0 overflow-y-auto overscroll-contain scroll-py-2 outline-none not-empty:p-2"
    >
      {(group: PaletteGroup) => (
        <Autocomplete.Group key={group.label} items={group.items} className="not-first:mt-2">
          <Autocomplete.GroupLabel className="px-2.5 pb-1 pt-1.5 text-xs font-medium text-faint">
            {group.label}
          </Autocomplete.GroupLabel>
          <Autocomplete.Collection>
            {(item: PaletteItem) => (
              <Autocomplete.Item
                key={item.id}
                value={item}
                onClick={() => onChoose(item)}
                className="group flex cursor-pointer items-start gap-3 rounded-md px-2.5 py-2 text-sm leading-5 data-highlighted:bg-accent-soft"
              >
                <PaletteRow item={item} />
              </Autocomplete.Item>
            )}
          </Autocomplete.Collection>
        </Autocomplete.Group>
      )}
    </Autocomplete.List>
  )
}
