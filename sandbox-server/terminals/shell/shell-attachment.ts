import { KindlabError } from '#protocol/kindlab-error.ts'
import type { Pty } from '#server/providers/provider.ts'
import { ShellInput } from './shell-input.ts'
import { backOffMs } from '#server/time/back-off.ts'
import type { Clock } from '#server/time/clock.ts'
import type { ScreenSize } from './screen-size.ts'

/** The shell counts as lost when it is unreachable for this long. */
const GIVE_UP_MS = 60_000
const RETRY_DELAYS_MS = [0, 250, 500, 1_000, 2_000, 4_000, 5_000]

export interface ShellAttachmentOptions {
  pty: Pty
  /** Attaches to the same shell again. @throws KindlabError `sandbox.gone`: do not retry */
  reopen: () => Promise<Pty>
  clock: Clock
  onData: (bytes: Uint8Array) => void
  /** Too much input waits for the shell, or little enough again. */
  onInputHeld: (isHeld: boolean) => void
  /** The attachment broke. Output until the next attachment is lost. */
  onLost: () => void
  onReattached: () => void
  /** Called after the last `onData`. `undefined`: the shell was lost. */
  onEnded: (exitCode: number | undefined) => void
}

/** The connection to one shell. Reattaches with back-off when it breaks, and holds typed input until then. */
export class ShellAttachment {
  readonly #options: ShellAttachmentOptions
  readonly #input: ShellInput
  #pty: Pty | undefined
  #isPaused = false
  #isClosed = false
  #attempt = 0
  #lostAt = 0
  #cancelRetry: (() => void) | undefined

  constructor(options: ShellAttachmentOptions) {
    this.#options = options
    this.#input = new ShellInput(options.onInputHeld)
  }

  /** `onData` can be called before this method returns. */
  start(): void {
    this.#attach(this.#options.pty)
  }

  get isInputHeld(): boolean {
    return this.#input.isHeld
  }

  /** False: so much input waits that the attachment takes no more. */
  canTake(bytes: number): boolean {
    return this.#input.canTake(bytes)
  }

  write(bytes: Uint8Array): void {
    this.#input.write(bytes)
  }

  setPaused(isPaused: boolean): void {
    this.#isPaused = isPaused
    if (isPaused) this.#pty?.pause()
    else this.#pty?.resume()
  }

  /** A failure is ignored: the next size, or the next attachment, sets it. */
  async resize(size: ScreenSize): Promise<void> {
    await this.#pty?.resize(size).catch(() => undefined)
  }

  async kill(): Promise<void> {
    await this.#pty?.kill()
  }

  /** Leaves the shell running. */
  async detach(): Promise<void> {
    this.#isClosed = true
    this.#cancelRetry?.()
    const pty = this.#pty
    this.#pty = undefined
    await pty?.detach()
  }

  #attach(pty: Pty): void {
    this.#pty = pty
    this.#input.attach(pty)
    if (this.#isPaused) pty.pause()
    pty.onData((bytes) => {
      if (!this.#isClosed) this.#options.onData(bytes)
    })
    void this.#watchEnd(pty)
  }

  async #watchEnd(pty: Pty): Promise<void> {
    const end = await pty.ended
    if (this.#isClosed) return
    if (end.reason === 'exited') return this.#end(end.exitCode)
    this.#pty = undefined
    this.#input.detach()
    this.#attempt = 0
    this.#lostAt = this.#options.clock.now()
    this.#options.onLost()
    this.#retry()
  }

  #retry(): void {
    this.#cancelRetry = this.#options.clock.after(
      backOffMs(this.#attempt++, RETRY_DELAYS_MS),
      () => void this.#reattach(),
    )
  }

  async #reattach(): Promise<void> {
    const pty = await this.#options.reopen().catch((error: unknown) => {
      const isGone = error instanceof KindlabError && error.code === 'sandbox.gone'
      if (isGone || this.#options.clock.now() - this.#lostAt > GIVE_UP_MS) this.#end(undefined)
      else if (!this.#isClosed) this.#retry()
    })
    if (pty === undefined) return
    // A different nonce is another shell of the same name: this one ended while it was detached.
    const isOther = pty.markNonce !== this.#options.pty.markNonce
    // This attachment is not used, so a failed detach does not matter.
    if (this.#isClosed || isOther) await pty.detach().catch(() => undefined)
    if (this.#isClosed) return
    if (isOther) return this.#end(undefined)
    this.#attach(pty)
    this.#options.onReattached()
    this.#input.flush()
  }

  #end(exitCode: number | undefined): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#pty = undefined
    this.#input.drop()
    this.#options.onEnded(exitCode)
  }
}
