/** Decides by the fullest disk what the server may still do. Pure. */

export interface DiskSpace {
  totalBytes: number
  freeBytes: number
}

/** `high`: the server stops the lab that uses most disk. `full`: the server is read-only. */
export type DiskLevel = 'ok' | 'high' | 'full'

const STARTS_AT: Readonly<Record<DiskLevel, number>> = { ok: 0, high: 0.9, full: 0.95 }
/** A level ends this far below its start, so that it does not change with every file. */
const HYSTERESIS = 0.01

/** The used share of the fullest disk, from 0 to 1. */
export function usedShare(disks: readonly DiskSpace[]): number {
  return Math.max(0, ...disks.map(({ totalBytes, freeBytes }) => 1 - freeBytes / totalBytes))
}

export function diskLevel(used: number, before: DiskLevel): DiskLevel {
  const isAt = (level: DiskLevel): boolean => used >= STARTS_AT[level] - (isAtLeast(before, level) ? HYSTERESIS : 0)
  if (isAt('full')) return 'full'
  return isAt('high') ? 'high' : 'ok'
}

function isAtLeast(level: DiskLevel, other: DiskLevel): boolean {
  return STARTS_AT[level] >= STARTS_AT[other]
}
