import type { Pty } from '#server/providers/provider.ts'
import { TerminalOutput, type TerminalEnd } from '#server/providers/terminal-output.ts'
import type { LocalShell, ShellAttachment } from './local-shell.ts'

/** One attachment to a `LocalShell`. */
export class LocalTerminal implements Pty, ShellAttachment {
  readonly markNonce: string
  readonly isReattached: boolean
  readonly #shell: LocalShell
  readonly #output: TerminalOutput
  #onInputTaken: () => void = () => undefined

  constructor(shell: LocalShell, options: { isReattached: boolean }) {
    this.#shell = shell
    this.#output = new TerminalOutput(shell)
    this.markNonce = shell.markNonce
    this.isReattached = options.isReattached
    shell.attach(this)
  }

  get ended(): Promise<TerminalEnd> {
    return this.#output.ended
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.#output.onData(listener)
  }

  pause(): void {
    if (!this.#output.isEnded) this.#output.pause()
  }

  resume(): void {
    this.#output.resume()
  }

  write(bytes: Uint8Array): void {
    if (!this.#output.isEnded) this.#shell.write(bytes)
  }

  get waitingInputBytes(): number {
    return this.#output.isEnded ? 0 : this.#shell.waitingInputBytes
  }

  onInputTaken(listener: () => void): void {
    this.#onInputTaken = listener
  }

  async resize(size: { cols: number; rows: number }): Promise<void> {
    if (!this.#output.isEnded) this.#shell.resize(size)
  }

  async detach(): Promise<void> {
    this.lose()
  }

  async kill(): Promise<void> {
    await this.#shell.kill()
  }

  lose(): void {
    this.#shell.detach(this)
    this.#output.finish({ reason: 'lost' })
  }

  receive(bytes: Uint8Array): void {
    this.#output.push(bytes)
  }

  inputTaken(): void {
    this.#onInputTaken()
  }

  shellEnded(exitCode: number): void {
    this.#output.finish({ reason: 'exited', exitCode })
  }
}
