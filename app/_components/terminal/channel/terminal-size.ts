import { LIMITS } from '#protocol/limits.ts'

export interface TerminalSize {
  readonly cols: number
  readonly rows: number
}

/** For a shell that is opened while the pane cannot be measured. */
export const DEFAULT_SIZE: TerminalSize = { cols: 80, rows: 24 }

/** The measured size within the limits; undefined for a hidden pane, which measures 0 or NaN. */
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
