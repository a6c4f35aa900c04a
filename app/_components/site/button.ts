import { clsx } from 'clsx'

const SHAPE =
  'inline-flex items-center justify-center gap-2 rounded-md font-medium whitespace-nowrap select-none ' +
  'transition-colors disabled:cursor-not-allowed disabled:opacity-60'

const KINDS = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover',
  secondary: 'border border-line-strong/50 bg-surface text-text hover:border-line-strong hover:bg-sunken',
  quiet: 'text-muted hover:bg-sunken hover:text-text',
  danger: 'border border-danger/50 bg-surface text-danger hover:bg-danger-soft',
} as const

const SIZES = {
  /** WCAG 2.2 requires at least 24 px. */
  small: 'h-7 px-2.5 text-[13px]',
  medium: 'h-9 px-3.5 text-sm',
  large: 'h-11 px-5 text-base',
} as const

/** Classes of buttons, and of links that look like buttons. */
export function buttonClass(kind: keyof typeof KINDS, size: keyof typeof SIZES = 'medium'): string {
  return clsx(SHAPE, KINDS[kind], SIZES[size])
}

export const ICON_BUTTON =
  'inline-flex size-9 items-center justify-center rounded-md text-muted transition-colors hover:bg-sunken hover:text-text'
