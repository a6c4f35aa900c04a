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

  /** Output before `offset` cannot be sent any more, and neither can what stood in it. */
  forgetBefore(offset: number): void {
    const kept = this.#entries.findIndex((entry) => entry.offset >= offset)
    if (kept !== 0) this.#drop(kept === -1 ? this.#entries.length : kept)
  }

  #drop(count: number): void {
    this.#entries.splice(0, count)
    this.#firstIndex += count
  }
}
