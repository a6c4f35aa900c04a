import { LIMITS } from '#protocol/limits.ts'
import type { Pty } from '#server/providers/provider.ts'

/** The attachment gets more input only below this, so that most of the input waits here, where it is counted. */
const FEED_BYTES = 65_536
/** Pages may send again below this. */
const RELEASE_BYTES = LIMITS.heldInputBytes / 2

/**
 * The input of one shell that its terminal has not taken: there is no attachment, or a program does not read. `onHeld`: more than `heldInputBytes` wait,
 * or few enough again.
 */
export class ShellInput {
  readonly #onHeld: (isHeld: boolean) => void
  #pty: Pty | undefined
  #queue: Uint8Array[] = []
  #queuedBytes = 0
  #isHeld = false

  constructor(onHeld: (isHeld: boolean) => void) {
    this.#onHeld = onHeld
  }

  get isHeld(): boolean {
    return this.#isHeld
  }

  /** Does not write what waits; see `flush`. */
  attach(pty: Pty): void {
    this.#pty = pty
    pty.onInputTaken(() => this.flush())
  }

  detach(): void {
    this.#pty = undefined
  }

  canTake(bytes: number): boolean {
    return this.#waitingBytes + bytes <= LIMITS.maxWaitingInputBytes
  }

  write(bytes: Uint8Array): void {
    if (this.#queue.length === 0 && this.#isFeeding) this.#pty?.write(bytes)
    else {
      this.#queue.push(Uint8Array.from(bytes))
      this.#queuedBytes += bytes.byteLength
    }
    this.#update()
  }

  flush(): void {
    while (this.#isFeeding) {
      const bytes = this.#queue.shift()
      if (bytes === undefined) break
      this.#queuedBytes -= bytes.byteLength
      this.#pty?.write(bytes)
    }
    this.#update()
  }

  /** The shell has ended. */
  drop(): void {
    this.#pty = undefined
    this.#queue = []
    this.#queuedBytes = 0
    this.#update()
  }

  get #waitingBytes(): number {
    return this.#queuedBytes + (this.#pty?.waitingInputBytes ?? 0)
  }

  get #isFeeding(): boolean {
    return this.#pty !== undefined && this.#pty.waitingInputBytes < FEED_BYTES
  }

  #update(): void {
    const isHeld = this.#waitingBytes > (this.#isHeld ? RELEASE_BYTES : LIMITS.heldInputBytes)
    if (isHeld === this.#isHeld) return
    this.#isHeld = isHeld
    this.#onHeld(isHeld)
  }
}
