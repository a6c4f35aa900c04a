import type { Pty } from '#server/providers/provider.ts'
import { TerminalOutput, type TerminalEnd } from '#server/providers/terminal-output.ts'
import type { FakeShell } from './fake-shell.ts'

/** One attachment to a `FakeShell`. */
export class FakePty implements Pty {
  readonly markNonce: string
  readonly isReattached: boolean
  readonly #shell: FakeShell
  // Nothing holds the writer: what a test prints waits here, however much it is.
  readonly #output = new TerminalOutput({ pause: () => undefined, resume: () => undefined })

  constructor(shell: FakeShell, options: { isReattached: boolean }) {
    this.#shell = shell
    this.markNonce = shell.markNonce
    this.isReattached = options.isReattached
    shell.attach(this)
  }

  get ended(): Promise<TerminalEnd> {
    return this.#output.ended
  }

  get isPaused(): boolean {
    return this.#output.isPaused
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.#output.onData(listener)
  }

  pause(): void {
    this.#output.pause()
  }

  resume(): void {
    this.#output.resume()
  }

  write(bytes: Uint8Array): void {
    if (!this.#output.isEnded) this.#shell.type(bytes)
  }

  async resize(size: { cols: number; rows: number }): Promise<void> {
    if (!this.#output.isEnded) this.#shell.resize(size)
  }

  async detach(): Promise<void> {
    this.lose()
  }

  async kill(): Promise<void> {
    this.#shell.end(129)
  }

  /** The connection to the shell breaks; the shell goes on. Output on its way is lost with it. */
  lose(): void {
    this.#shell.detach(this)
    this.#output.finish({ reason: 'lost' })
  }

  // A real terminal never calls back from inside write(): neither do these two.
  receive(bytes: Uint8Array): void {
    queueMicrotask(() => this.#output.push(bytes))
  }

  shellEnded(exitCode: number): void {
    queueMicrotask(() => this.#output.finish({ reason: 'exited', exitCode }))
  }
}
