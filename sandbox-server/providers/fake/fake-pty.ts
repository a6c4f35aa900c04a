import type { Pty } from '#server/providers/provider.ts'
import { TerminalOutput, type TerminalEnd } from '#server/providers/terminal-output.ts'
import type { FakeShell } from './fake-shell.ts'

/** One attachment to a `FakeShell`. */
export class FakePty implements Pty {
  readonly markNonce: string
  readonly isReattached: boolean
  readonly #shell: FakeShell
  // No back-pressure: all output that a test prints is buffered here.
  readonly #output = new TerminalOutput({ pause: () => undefined, resume: () => undefined })

  #onInputTaken: () => void = () => undefined
  /** A program in place of the shell, which takes the input without an echo. */
  #program: { isReading: boolean; unreadBytes: number } | undefined

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
    if (this.#output.isEnded) return
    if (this.#program === undefined) this.#shell.type(bytes)
    else if (!this.#program.isReading) this.#program.unreadBytes += bytes.byteLength
  }

  get waitingInputBytes(): number {
    return this.#program?.unreadBytes ?? 0
  }

  onInputTaken(listener: () => void): void {
    this.#onInputTaken = listener
  }

  /** From now on a program has the terminal. It shows no echo; it reads its input, or does not. */
  runProgram({ isReading }: { isReading: boolean }): void {
    this.#program = { isReading, unreadBytes: 0 }
    if (isReading) this.#onInputTaken()
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

  /** Breaks the attachment; the shell keeps running. Undelivered output is lost. */
  lose(): void {
    this.#shell.detach(this)
    this.#output.finish({ reason: 'lost' })
  }

  // Asynchronous, because a real terminal never calls a listener from inside write().
  receive(bytes: Uint8Array): void {
    queueMicrotask(() => this.#output.push(bytes))
  }

  shellEnded(exitCode: number): void {
    queueMicrotask(() => this.#output.finish({ reason: 'exited', exitCode }))
  }
}
