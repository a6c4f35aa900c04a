import type { ServerControl } from '#protocol/control.ts'

export interface TimelineEntry {
  offset: number
  control: ServerControl
}

/** Marks are some 40 bytes of output each, so this is more than a screen full of nothing but prompts. */
const MAX_ENTRIES = 4_096

/** What has to reach every page at its place in the output: marks, titles, sizes, the exit. Followers keep an index and read on from there. */
export class ControlTimeline {
  #entries: TimelineEntry[] = []
  #firstIndex = 0
  /** The last title and the last mark among the entries that were dropped: they still hold. */
  #droppedState: TimelineEntry[] = []

  add(entry: TimelineEntry): void {
    this.#entries.push(entry)
    if (this.#entries.length > MAX_ENTRIES) this.#drop(MAX_ENTRIES / 4)
  }

  /** The next entry for a follower that has come to `index`; it may be a later one when some were dropped. */
  read(index: number): { entry: TimelineEntry; nextIndex: number } | undefined {
    const at = Math.max(index, this.#firstIndex)
    const entry = this.#entries[at - this.#firstIndex]
    return entry === undefined ? undefined : { entry, nextIndex: at + 1 }
  }

  /** Index of the first entry at `offset` or after it. */
  indexFrom(offset: number): number {
    const at = this.#entries.findIndex((entry) => entry.offset >= offset)
    return this.#firstIndex + (at === -1 ? this.#entries.length : at)
  }

  /** The title and the mark that hold just before `offset`, for a page whose screen begins there. What stands at `offset` itself is yet to be read. */
  stateBefore(offset: number): ServerControl[] {
    const before = [...this.#droppedState, ...this.#entries].filter((entry) => entry.offset < offset)
    return lastOfState(before).map(({ control }) => control)
  }

  /** Output before `offset` cannot be sent any more, and neither can what stood in it. */
  forgetBefore(offset: number): void {
    const kept = this.#entries.findIndex((entry) => entry.offset >= offset)
    if (kept !== 0) this.#drop(kept === -1 ? this.#entries.length : kept)
  }

  #drop(count: number): void {
    this.#droppedState = lastOfState([...this.#droppedState, ...this.#entries.splice(0, count)])
    this.#firstIndex += count
  }
}

/** What the screen does not show, and what replaces what was said before. */
const STATE_TYPES = ['title', 'mark'] as const

function lastOfState(entries: readonly TimelineEntry[]): TimelineEntry[] {
  return STATE_TYPES.map((type) => entries.findLast(({ control }) => control.type === type)).filter(
    (entry) => entry !== undefined,
  )
}
