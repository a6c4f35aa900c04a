import type { InputFrame } from './input-window.ts'
import { InputWindow } from './input-window.ts'
import type { Screen } from './screen.ts'

export interface ChannelInputOptions {
  /** `send`: to the shell. `lose`: there is no way to it now, and the learner has to see that. `ignore`: nobody typed that. */
  decide: () => 'send' | 'lose' | 'ignore'
  send: (frame: InputFrame) => void
  onLost: () => void
}

/** From the emulator to the shell: keys, pastes, mouse reports and answers to queries. */
export class ChannelInput {
  readonly #options: ChannelInputOptions
  readonly #window = new InputWindow()
  readonly #encoder = new TextEncoder()
  #listeners: { dispose(): void }[] = []

  constructor(options: ChannelInputOptions) {
    this.#options = options
  }

  get takenSeq(): number {
    return this.#window.takenSeq
  }

  connect(screen: Screen): void {
    this.disconnect()
    this.#listeners = [
      screen.onData((text) => this.#type(this.#encoder.encode(text))),
      screen.onBinary((text) => this.#type(Uint8Array.from(text, (character) => character.charCodeAt(0)))),
    ]
  }

  disconnect(): void {
    for (const listener of this.#listeners) listener.dispose()
    this.#listeners = []
  }

  acknowledge(seq: number): void {
    this.#send(this.#window.acknowledge(seq))
  }

  /** Connected again to the same shell. */
  resume(serverSeq: number): void {
    this.#send(this.#window.resume(serverSeq))
  }

  /** Connected to a shell for which nothing of what waits was meant. */
  restart(serverSeq: number): void {
    this.#window.restart(serverSeq)
  }

  #type(bytes: Uint8Array): void {
    const fate = this.#options.decide()
    if (fate === 'send') this.#send(this.#window.type(bytes))
    else if (fate === 'lose') this.#options.onLost()
  }

  #send(frames: InputFrame[]): void {
    for (const frame of frames) this.#options.send(frame)
  }
}
