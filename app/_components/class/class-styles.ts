export const HEADING = 'text-[2.125rem] font-semibold leading-tight tracking-[-0.022em]'
export const SECTION = 'text-xl font-semibold'
export const FIELD =
  'h-9 w-full min-w-0 rounded-md border border-line-strong bg-surface px-2.5 text-sm text-text placeholder:text-faint'
