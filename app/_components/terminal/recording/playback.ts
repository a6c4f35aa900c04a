import { Store } from '../../store/store.ts'
import type { Clock } from '../../time/page-clock.ts'
import type { FinishedRecording, RecordedEvent } from './recording.ts'

/** Longer pauses are shortened to this. */
const LONGEST_PAUSE_MS = 2_000

/** An emulator that shows a recording; its answers to queries are discarded. */
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

/** Plays a recording on a screen. */
export class Playback extends Store<PlaybackView> {
  readonly #recording: FinishedRecording
  readonly #events: readonly RecordedEvent[]
  readonly #screen: PlaybackScreen
  readonly #clock: Clock
  #next = 0
  #cancel: (() => void) | undefined

  constructor(recording: FinishedRecording, screen: PlaybackScreen, clock: Clock) {
    const events = withoutLongPauses(recording.events)
    super({ isPlaying: false, atMs: 0, durationMs: events.at(-1)?.at ?? 0 })
    this.#recording = recording
    this.#events = events
    this.#screen = screen
    this.#clock = clock
    this.seek(0)
  }

  play(): void {
    if (this.getSnapshot().isPlaying) return
    if (this.#next >= this.#events.length) this.seek(0)
    this.#show({ isPlaying: true })
    this.#wait()
  }

  pause(): void {
    this.#cancel?.()
    this.#cancel = undefined
    if (this.getSnapshot().isPlaying) this.#show({ isPlaying: false })
  }

  /** Draws the recording from its start to `atMs`, because an emulator cannot step back. */
  seek(atMs: number): void {
    const { isPlaying } = this.getSnapshot()
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
    this.#cancel = this.#clock.after(next.at - this.getSnapshot().atMs, () => {
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
    this.set({ ...this.getSnapshot(), ...part })
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
