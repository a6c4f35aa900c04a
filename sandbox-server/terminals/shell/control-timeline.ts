import type { ServerTerminalMessage } from '#protocol/messages.ts'

export interface TimelineEntry {
  offset: number
  message: ServerTerminalMessage
}

/** A mark is about 40 bytes of output, so this covers more than a full screen of prompts. */
const MAX_ENTRIES = 4_096

/** Messages that belong to an offset of the output: marks, titles, sizes, the exit. Each follower reads from its own index. */
export class ControlTimeline {
  #entries: TimelineEntry[] = []
  #firstIndex = 0
  /** The last title and the last mark among the dropped entries: they are still in effect. */
  #droppedState: TimelineEntry[] = []

  add(entry: TimelineEntry): void {
    this.#entries.push(entry)
    if (this.#entries.length > MAX_ENTRIES) this.#drop(MAX_ENTRIES / 4)
  }

  /** The next entry for a follower at `index`. A follower skips entries that were dropped. */
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

  /** The title and the mark in effect just before `offset`, for a page whose screen starts there. Entries at `offset` itself are read afterwards. */
  stateBefore(offset: number): ServerTerminalMessage[] {
    const before = [...this.#droppedState, ...this.#entries].filter((entry) => entry.offset < offset)
    return lastOfState(before).map(({ message }) => message)
  }

  /** Drops the entries before `offset`, when the ring no longer holds that output. */
  dropBefore(offset: number): void {
    const kept = this.#entries.findIndex((entry) => entry.offset >= offset)
    if (kept !== 0) this.#drop(kept === -1 ? this.#entries.length : kept)
  }

  #drop(count: number): void {
    this.#droppedState = lastOfState([...this.#droppedState, ...this.#entries.splice(0, count)])
    this.#firstIndex += count
  }
}

/** Types of which only the latest entry is in effect, and which a snapshot does not contain. */
const STATE_TYPES = ['title', 'mark'] as const

function lastOfState(entries: readonly TimelineEntry[]): TimelineEntry[] {
  return STATE_TYPES.map((type) => entries.findLast(({ message }) => message.type === type)).filter(
    (entry) => entry !== undefined,
  )
}
