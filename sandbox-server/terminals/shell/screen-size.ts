import { LIMITS } from '#protocol/limits.ts'

export interface ScreenSize {
  cols: number
  rows: number
}

/** Limits a size that a page measured to values that programs support. */
export function clampSize({ cols, rows }: ScreenSize): ScreenSize {
  return { cols: clamp(cols, LIMITS.minCols, LIMITS.maxCols), rows: clamp(rows, LIMITS.minRows, LIMITS.maxRows) }
}

function clamp(value: number, lowest: number, highest: number): number {
  if (Number.isNaN(value)) return lowest
  return Math.min(highest, Math.max(lowest, Math.round(value)))
}
