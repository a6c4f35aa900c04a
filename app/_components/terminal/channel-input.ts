import { LIMITS } from '#protocol/limits.ts'
import type { InputFrame } from './input-window.ts'
import { InputWindow } from './input-window.ts'
import type { Screen } from './screen.ts'

export interface ChannelInputOptions {
  /**
   * `send`: to the shell. `keep`: until the shell is open, or its screen drawn. `lose`: there is no way to it now, and the learner has to see that.
   * `ignore`: nobody typed that. `isTyped` as in `Screen`.
   */
  decide: (isTyped: boolean) => 'send' | 'keep' | 'lose' | 'ignore'
  send: (frame: InputFrame) => void
  onLost: () => void
}

/** From the emulator to the shell: keys, pastes, mouse reports and answers to queries. */
export class ChannelInput {
  readonly #options: ChannelInputOptions
  readonly #window = new InputWindow()
  readonly #encoder = new TextEncoder()
  #listeners: { dispose(): void }[] = []
  #kept: Uint8Array[] = []

  constructor(options: ChannelInputOptions) {
    this.#options = options
  }

  get takenSeq(): number {
    return this.#window.takenSeq
  }

  connect(screen: Screen): void {
    if (this.#listeners.length > 0) return
    this.#listeners = [
      screen.onData((text, isTyped) => this.#type(this.#encoder.encode(text), isTyped)),
      screen.onBinary((text, isTyped) =>
        this.#type(
          Uint8Array.from(text, (character) => character.charCodeAt(0)),
          isTyped,
        ),
      ),
    ]
  }

  disconnect(): void {
    for (const listener of this.#listeners) listener.dispose()
    this.#listeners = []
    this.#kept = []
  }

  /** The shell that keys were kept for will not have them. */
  loseKept(): void {
    if (this.#kept.splice(0).length > 0) this.#options.onLost()
  }

  acknowledge(seq: number): void {
    this.#send(this.#window.acknowledge(seq))
  }

  /** Connected again to the same shell. */
  resume(serverSeq: number): void {
    this.#send(this.#window.resume(serverSeq))
  }

  /** Connected to a shell for which nothing was meant but what was kept for it. */
  restart(serverSeq: number): void {
    this.#window.restart(serverSeq)
    this.sendKept()
  }

  sendKept(): void {
    for (const bytes of this.#kept.splice(0)) this.#send(this.#window.type(bytes))
  }

  #type(bytes: Uint8Array, isTyped: boolean): void {
    const fate = this.#options.decide(isTyped)
    if (fate === 'send') this.#send(this.#window.type(bytes))
    else if (fate === 'keep' && this.#keptBytes + bytes.byteLength <= LIMITS.maxUnackedInputBytes)
      this.#kept.push(bytes)
    else if (fate !== 'ignore') this.#options.onLost()
  }

  get #keptBytes(): number {
    return this.#kept.reduce((sum, { byteLength }) => sum + byteLength, 0)
  }

  #send(frames: InputFrame[]): void {
    for (const frame of frames) this.#options.send(frame)
  }
}
