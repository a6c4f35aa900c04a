import { KindlabError } from '#protocol/errors.ts'
import type { Pty } from '#server/providers/provider.ts'
import { AttachPrefix } from './attach-prefix.ts'
import { backOffMs } from './back-off.ts'
import type { Clock } from './clock.ts'
import type { TerminalSize } from './terminal-size.ts'

/** A shell that cannot be reached for this long is given up. */
const GIVE_UP_MS = 60_000

export interface ShellAttachmentOptions {
  pty: Pty
  /** Attaches to the same shell again. @throws KindlabError `sandbox.gone` when that makes no sense any more. */
  reopen: () => Promise<Pty>
  clock: Clock
  onData: (bytes: Uint8Array) => void
  /** The attachment broke; output until the next one is unknown. */
  onLost: () => void
  onReattached: () => void
  /** After the last `onData`. `undefined`: the shell was lost rather than ended. */
  onEnded: (exitCode: number | undefined) => void
}

/** Holds on to one shell: attaches again when the attachment is lost, and keeps what is typed meanwhile. */
export class ShellAttachment {
  readonly #options: ShellAttachmentOptions
  #pty: Pty | undefined
  #isPaused = false
  #isClosed = false
  #heldInput: Uint8Array[] = []
  #attempt = 0
  #lostAt = 0
  #cancelRetry: (() => void) | undefined

  constructor(options: ShellAttachmentOptions) {
    this.#options = options
  }

  /** Output begins to come, possibly before this returns. */
  start(): void {
    this.#use(this.#options.pty, (bytes) => bytes)
  }

  write(bytes: Uint8Array): void {
    if (this.#pty === undefined) this.#heldInput.push(bytes.slice())
    else this.#pty.write(bytes)
  }

  setPaused(isPaused: boolean): void {
    this.#isPaused = isPaused
    if (isPaused) this.#pty?.pause()
    else this.#pty?.resume()
  }

  /** A size that cannot be set now is given up: the next one, or the next attachment, brings it. */
  async resize(size: TerminalSize): Promise<void> {
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

  #use(pty: Pty, filter: (bytes: Uint8Array) => Uint8Array): void {
    this.#pty = pty
    if (this.#isPaused) pty.pause()
    pty.onData((bytes) => {
      if (!this.#isClosed) this.#options.onData(filter(bytes))
    })
    void this.#watch(pty)
  }

  async #watch(pty: Pty): Promise<void> {
    const end = await pty.ended
    if (this.#isClosed) return
    if (end.reason === 'exited') return this.#end(end.exitCode)
    this.#pty = undefined
    this.#attempt = 0
    this.#lostAt = this.#options.clock.now()
    this.#options.onLost()
    this.#retry()
  }

  #retry(): void {
    this.#cancelRetry = this.#options.clock.after(backOffMs(this.#attempt++), () => void this.#reattach())
  }

  async #reattach(): Promise<void> {
    const pty = await this.#options.reopen().catch((error: unknown) => {
      const isGone = error instanceof KindlabError && error.code === 'sandbox.gone'
      if (isGone || this.#options.clock.now() - this.#lostAt > GIVE_UP_MS) this.#end(undefined)
      else if (!this.#isClosed) this.#retry()
    })
    if (pty === undefined) return
    // Another shell of the same name: ours ended while we could not see it.
    const isOther = pty.markNonce !== this.#options.pty.markNonce
    // An attachment nobody wants: whether leaving it worked changes nothing here.
    if (this.#isClosed || isOther) await pty.detach().catch(() => undefined)
    if (this.#isClosed) return
    if (isOther) return this.#end(undefined)
    const prefix = new AttachPrefix()
    this.#use(pty, (bytes) => prefix.strip(bytes))
    this.#options.onReattached()
    for (const bytes of this.#heldInput.splice(0)) pty.write(bytes)
  }

  #end(exitCode: number | undefined): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#pty = undefined
    this.#options.onEnded(exitCode)
  }
}
