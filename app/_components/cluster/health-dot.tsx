import { clsx } from 'clsx'
import type { Health } from './health.ts'

const TONES: Record<Health, string> = {
  good: 'bg-success',
  busy: 'bg-warning',
  bad: 'bg-danger',
  unknown: 'border border-line-strong',
}

/** Hidden from screen readers: the text beside it has the same meaning. */
export function HealthDot({ health }: { health: Health }) {
  return <span aria-hidden className={clsx('inline-block size-2 shrink-0 rounded-full', TONES[health])} />
}
