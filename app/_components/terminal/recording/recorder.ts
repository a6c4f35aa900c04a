import type { TerminalId } from '#protocol/messages.ts'
import { Store } from '../../store/store.ts'
import type { Clock } from '../../time/page-clock.ts'
import type { ReadScreen, ScreenRecorder } from '../emulator/xterm-screen.ts'
import { type FinishedRecording, Recording, RECORDING_LIMITS } from './recording.ts'

export type RecorderView =
  | { readonly state: 'off' }
  | { readonly state: 'recording'; readonly startedAt: number }
  | { readonly state: 'done'; readonly recording: FinishedRecording; readonly isCut: boolean }

/** Records one terminal on request. The recording stays in this page: it is neither sent nor stored. */
export class Recorder extends Store<RecorderView> implements ScreenRecorder {
  readonly #clock: Clock
  #readScreen: ReadScreen | undefined
  #recording: Recording | undefined
  #cancelEnd: (() => void) | undefined

  constructor(clock: Clock) {
    super({ state: 'off' })
    this.#clock = clock
  }

  watch(readScreen: ReadScreen): () => void {
    this.#readScreen = readScreen
    return () => {
      if (this.#readScreen === readScreen) this.#readScreen = undefined
      this.stop()
    }
  }

  async start(): Promise<void> {
    const screen = await this.#readScreen?.()
    if (screen === undefined || this.getSnapshot().state === 'recording') return
    const { text, ...size } = screen
    const startedAt = this.#clock.now()
    this.#recording = new Recording(size, startedAt)
    this.#recording.output(text, startedAt)
    this.#cancelEnd = this.#clock.after(RECORDING_LIMITS.durationMs, () => this.stop())
    this.set({ state: 'recording', startedAt })
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
    this.set({ state: 'done', recording, isCut })
  }

  /** Discards the recording. */
  discard(): void {
    this.#end()
    this.set({ state: 'off' })
  }

  #end(): void {
    this.#cancelEnd?.()
    this.#recording = undefined
  }
}

/** The recorders of the terminals of a page. */
export class Recorders {
  readonly #clock: Clock
  readonly #byTerminal = new Map<TerminalId, Recorder>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  of(id: TerminalId): Recorder {
    const known = this.#byTerminal.get(id)
    if (known !== undefined) return known
    const recorder = new Recorder(this.#clock)
    this.#byTerminal.set(id, recorder)
    return recorder
  }
}
