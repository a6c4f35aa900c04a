import { LIMITS } from '#protocol/limits.ts'
import type { InputFate } from './channel-state.ts'
import { type InputFrame, InputWindow } from './input-window.ts'
import type { Screen } from './screen.ts'

export interface ChannelInputOptions {
  /** `isTyped` as in `Screen`. */
  decide: (isTyped: boolean) => InputFate
  send: (frame: InputFrame) => void
  onLost: () => void
}

/** Sends the emulator's data to the shell: keys, pastes, mouse reports and answers to queries. */
export class ChannelInput {
  readonly #options: ChannelInputOptions
  readonly #window = new InputWindow()
  readonly #encoder = new TextEncoder()
  #listeners: { dispose(): void }[] = []
  #held: Uint8Array[] = []

  constructor(options: ChannelInputOptions) {
    this.#options = options
  }

  get ackedSeq(): number {
    return this.#window.ackedSeq
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
    this.#held = []
  }

  /** The shell for which input is held will not receive it. */
  loseHeld(): void {
    if (this.#held.splice(0).length > 0) this.#options.onLost()
  }

  acknowledge(seq: number): void {
    this.#send(this.#window.acknowledge(seq))
  }

  /** Bound again to the same shell. */
  resume(serverSeq: number): void {
    this.#send(this.#window.resume(serverSeq))
  }

  /** Bound to another shell, which receives only the held input. */
  restart(serverSeq: number): void {
    this.#window.restart(serverSeq)
    this.sendHeld()
  }

  sendHeld(): void {
    for (const bytes of this.#held.splice(0)) this.#send(this.#window.type(bytes))
  }

  #type(bytes: Uint8Array, isTyped: boolean): void {
    const fate = this.#options.decide(isTyped)
    if (fate === 'send') this.#send(this.#window.type(bytes))
    else if (fate === 'hold' && this.#heldBytes + bytes.byteLength <= LIMITS.maxUnackedInputBytes)
      this.#held.push(bytes)
    else if (fate !== 'ignore') this.#options.onLost()
  }

  get #heldBytes(): number {
    return this.#held.reduce((sum, { byteLength }) => sum + byteLength, 0)
  }

  #send(frames: InputFrame[]): void {
    for (const frame of frames) this.#options.send(frame)
  }
}
