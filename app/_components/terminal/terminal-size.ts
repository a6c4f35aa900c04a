import { LIMITS } from '#protocol/limits.ts'

export interface TerminalSize {
  readonly cols: number
  readonly rows: number
}

/** For a shell that is asked for while nothing can be measured. */
export const USUAL_SIZE: TerminalSize = { cols: 80, rows: 24 }

/** A size that programs can work with, from what was measured; undefined for a box that is not shown, which measures 0 or NaN. */
export function clampSize(cols: number, rows: number): TerminalSize | undefined {
  if (!Number.isFinite(cols) || !Number.isFinite(rows) || cols <= 0 || rows <= 0) return undefined
  return {
    cols: clamp(Math.floor(cols), LIMITS.minCols, LIMITS.maxCols),
    rows: clamp(Math.floor(rows), LIMITS.minRows, LIMITS.maxRows),
  }
}

export function isSameSize(one: TerminalSize | undefined, other: TerminalSize | undefined): boolean {
  return one?.cols === other?.cols && one?.rows === other?.rows
}

function clamp(value: number, lowest: number, highest: number): number {
  return Math.min(highest, Math.max(lowest, value))
}
