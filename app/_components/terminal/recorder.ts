import type { Clock } from './clock.ts'
import { type FinishedRecording, Recording, RECORDING_LIMITS } from './recording.ts'

export type RecorderView =
  | { readonly state: 'off' }
  | { readonly state: 'recording'; readonly startedAt: number }
  | { readonly state: 'done'; readonly recording: FinishedRecording; readonly isCut: boolean }

/** What draws a screen as it is at this moment. */
export type ScreenNow = () => Promise<{ cols: number; rows: number; text: string }>

/** Records one terminal when its learner says so, in this page only: nothing of it is sent or stored anywhere. */
export class Recorder {
  readonly #clock: Clock
  readonly #listeners = new Set<() => void>()
  #screenNow: ScreenNow | undefined
  #recording: Recording | undefined
  #view: RecorderView = { state: 'off' }
  #cancelEnd: (() => void) | undefined

  constructor(clock: Clock) {
    this.#clock = clock
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly getSnapshot = (): RecorderView => this.#view

  /** The screen that is recorded, until the returned function is called. */
  watch(screenNow: ScreenNow): () => void {
    this.#screenNow = screenNow
    return () => {
      if (this.#screenNow === screenNow) this.#screenNow = undefined
      this.stop()
    }
  }

  async start(): Promise<void> {
    const screen = await this.#screenNow?.()
    if (screen === undefined || this.#view.state === 'recording') return
    const { text, ...size } = screen
    const startedAt = this.#clock.now()
    this.#recording = new Recording(size, startedAt)
    this.#recording.output(text, startedAt)
    this.#cancelEnd = this.#clock.after(RECORDING_LIMITS.durationMs, () => this.stop())
    this.#show({ state: 'recording', startedAt })
  }

  output(data: string | Uint8Array): void {
    const now = this.#clock.now()
    this.#recording?.output(data, now)
    if (this.#recording?.isFull(now) === true) this.stop()
  }

  resized(size: { cols: number; rows: number }): void {
    this.#recording?.resized(size, this.#clock.now())
  }

  stop(): void {
    if (this.#recording === undefined) return
    const now = this.#clock.now()
    const isCut = this.#recording.isFull(now)
    const recording = this.#recording.finish(now)
    this.#end()
    this.#show({ state: 'done', recording, isCut })
  }

  /** Forgets what was recorded. */
  discard(): void {
    this.#end()
    this.#show({ state: 'off' })
  }

  #end(): void {
    this.#cancelEnd?.()
    this.#recording = undefined
  }

  #show(view: RecorderView): void {
    this.#view = view
    for (const listener of this.#listeners) listener()
  }
}
