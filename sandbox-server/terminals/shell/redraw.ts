import type { Clock } from '#server/time/clock.ts'
import { pause } from '#server/time/pause.ts'
import type { ScreenSize } from './screen-size.ts'

/** Pause between the two size changes of each attempt. On a busy node, changes that are too close reach the program as one, without effect. */
const RESIZE_PAUSES_MS = [50, 250, 1_000]
/** A program that redraws has printed something after this time. */
const REDRAW_MS = 300

export interface RedrawOptions {
  clock: Clock
  resize: (size: ScreenSize) => Promise<void>
  size: () => ScreenSize
  outputEnd: () => number
  isEnded: () => boolean
}

/**
 * Makes the program of a reattached shell redraw its screen, which the server does not know yet. Programs redraw when their size changes, so
 * each attempt removes one row and adds it again. Stops when the program prints, or after the last attempt.
 */
export async function redraw({ clock, resize, size, outputEnd, isEnded }: RedrawOptions): Promise<void> {
  for (const pauseMs of RESIZE_PAUSES_MS) {
    const before = outputEnd()
    const { cols, rows } = size()
    await resize({ cols, rows: rows - 1 })
    await pause(clock, pauseMs)
    await resize(size())
    await pause(clock, REDRAW_MS)
    if (isEnded() || outputEnd() > before) return
  }
}
