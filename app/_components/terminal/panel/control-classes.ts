/** Classes that several controls of the terminal share. */

export const TOOL_BUTTON =
  'inline-flex size-8 shrink-0 items-center justify-center rounded-md text-muted hover:bg-sunken hover:text-text ' +
  'data-popup-open:bg-sunken data-popup-open:text-text aria-pressed:bg-accent-soft aria-pressed:text-accent'

export const MENU_POPUP =
  'min-w-52 rounded-lg border border-line bg-surface p-1.5 text-sm text-text shadow-raised outline-none'

export const MENU_ITEM =
  'flex cursor-default items-center gap-2.5 rounded px-2 py-1.5 outline-none select-none data-highlighted:bg-sunken data-disabled:opacity-50'
