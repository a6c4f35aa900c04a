import { LIMITS } from '#protocol/limits.ts'

export interface TerminalSize {
  cols: number
  rows: number
}

/** A size that programs can work with, whatever a page measured. */
export function clampSize({ cols, rows }: TerminalSize): TerminalSize {
  return { cols: clamp(cols, LIMITS.minCols, LIMITS.maxCols), rows: clamp(rows, LIMITS.minRows, LIMITS.maxRows) }
}

function clamp(value: number, lowest: number, highest: number): number {
  if (Number.isNaN(value)) return lowest
  return Math.min(highest, Math.max(lowest, Math.round(value)))
}
