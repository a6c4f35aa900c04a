import { clsx } from 'clsx'
import type { Health } from './words.ts'

const TONES: Record<Health, string> = {
  good: 'bg-success',
  busy: 'bg-warning',
  bad: 'bg-danger',
  unknown: 'border border-line-strong',
}

/** Beside words that say the same: colour alone says nothing to some. */
export function HealthDot({ health }: { health: Health }) {
  return <span aria-hidden className={clsx('inline-block size-2 shrink-0 rounded-full', TONES[health])} />
}
