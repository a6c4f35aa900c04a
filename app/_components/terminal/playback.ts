import type { Clock } from './clock.ts'
import type { FinishedRecording, RecordedEvent } from './recording.ts'

/** Nobody watches a cursor for a minute. */
const LONGEST_PAUSE_MS = 2_000

/** Where a recording is shown. It is never asked anything, and what it would answer goes nowhere. */
export interface PlaybackScreen {
  reset(size: { cols: number; rows: number }): void
  write(text: string): void
  resize(cols: number, rows: number): void
}

export interface PlaybackView {
  readonly isPlaying: boolean
  readonly atMs: number
  readonly durationMs: number
}

/** Plays a recording on a screen, long pauses shortened. A store in the sense of `useSyncExternalStore`. */
export class Playback {
  readonly #recording: FinishedRecording
  readonly #events: readonly RecordedEvent[]
  readonly #screen: PlaybackScreen
  readonly #clock: Clock
  readonly #listeners = new Set<() => void>()
  #next = 0
  #cancel: (() => void) | undefined
  #view: PlaybackView

  constructor(recording: FinishedRecording, screen: PlaybackScreen, clock: Clock) {
    this.#recording = recording
    this.#events = withoutLongPauses(recording.events)
    this.#screen = screen
    this.#clock = clock
    this.#view = { isPlaying: false, atMs: 0, durationMs: this.#events.at(-1)?.at ?? 0 }
    this.seek(0)
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly getSnapshot = (): PlaybackView => this.#view

  play(): void {
    if (this.#view.isPlaying) return
    if (this.#next >= this.#events.length) this.seek(0)
    this.#show({ isPlaying: true })
    this.#wait()
  }

  pause(): void {
    this.#cancel?.()
    this.#cancel = undefined
    if (this.#view.isPlaying) this.#show({ isPlaying: false })
  }

  /** Draws everything up to this time; a screen cannot be played backwards. */
  seek(atMs: number): void {
    const { isPlaying } = this.#view
    this.#cancel?.()
    this.#screen.reset(this.#recording)
    this.#next = 0
    this.#playUntil(atMs)
    this.#show({ atMs })
    if (isPlaying) this.#wait()
  }

  #wait(): void {
    const next = this.#events[this.#next]
    if (next === undefined) {
      this.#cancel = undefined
      return this.#show({ isPlaying: false })
    }
    this.#cancel = this.#clock.after(next.at - this.#view.atMs, () => {
      this.#playUntil(next.at)
      this.#show({ atMs: next.at })
      this.#wait()
    })
  }

  #playUntil(atMs: number): void {
    for (
      let event = this.#events[this.#next];
      event !== undefined && event.at <= atMs;
      event = this.#events[this.#next]
    ) {
      if (event.code === 'o') this.#screen.write(event.data)
      else this.#resize(event.data)
      this.#next += 1
    }
  }

  #resize(size: string): void {
    const [cols = 0, rows = 0] = size.split('x').map(Number)
    this.#screen.resize(cols, rows)
  }

  #show(part: Partial<PlaybackView>): void {
    this.#view = { ...this.#view, ...part }
    for (const listener of this.#listeners) listener()
  }
}

function withoutLongPauses(events: readonly RecordedEvent[]): RecordedEvent[] {
  let saved = 0
  return events.map((event, index) => {
    const pause = event.at - (events[index - 1]?.at ?? 0)
    saved += Math.max(0, pause - LONGEST_PAUSE_MS)
    return { ...event, at: event.at - saved }
  })
}
