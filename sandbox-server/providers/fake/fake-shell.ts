import { runLine } from './fake-commands.ts'

const encoder = new TextEncoder()
const CTRL_C = 0x03
const CTRL_D = 0x04
const CARRIAGE_RETURN = 0x0d
const BACKSPACE = 0x7f
const ASK_FOR_LINE = 0x1e

export interface FakeAttachment {
  receive(bytes: Uint8Array): void
  shellEnded(exitCode: number): void
}

/**
 * A shell without processes. It echoes input, runs the commands of `fake-commands.ts`, and prints the same OSC 133 marks as a real shell.
 * Tests also drive it directly: `print` is output of a program, `end` is the exit of the shell.
 */
export class FakeShell {
  readonly pid: number
  readonly markNonce: string
  /** Number of Ctrl-C that have no effect: bash can lose one between its mark and the start of a program. */
  lostInterrupts = 0
  /** True: the shell does not answer how long its line is. */
  isSilent = false
  /** How often the server asked for the length of the line. */
  questions = 0
  readonly #attachments = new Set<FakeAttachment>()
  #line: number[] = []
  #size: { cols: number; rows: number } = { cols: 80, rows: 24 }
  #exitCode: number | undefined

  constructor(options: { pid: number; markNonce: string }) {
    this.pid = options.pid
    this.markNonce = options.markNonce
  }

  get isRunning(): boolean {
    return this.#exitCode === undefined
  }

  get size(): { cols: number; rows: number } {
    return this.#size
  }

  /** Prints the first prompt, after the first attachment exists. */
  start(): void {
    this.#printPrompt()
  }

  attach(attachment: FakeAttachment): void {
    this.#attachments.add(attachment)
  }

  detach(attachment: FakeAttachment): void {
    this.#attachments.delete(attachment)
  }

  resize(size: { cols: number; rows: number }): void {
    if (this.isRunning) this.#size = size
  }

  print(output: string | Uint8Array): void {
    const bytes = typeof output === 'string' ? encoder.encode(output.replaceAll(/(?<!\r)\n/g, '\r\n')) : output
    for (const attachment of this.#attachments) attachment.receive(bytes)
  }

  type(bytes: Uint8Array): void {
    for (const byte of bytes) if (this.isRunning) this.#typeByte(byte)
  }

  end(exitCode: number): void {
    if (!this.isRunning) return
    this.#exitCode = exitCode
    for (const attachment of this.#attachments) attachment.shellEnded(exitCode)
    this.#attachments.clear()
  }

  #typeByte(byte: number): void {
    if (byte === CARRIAGE_RETURN) return this.#runTypedLine()
    if (byte === CTRL_D && this.#line.length === 0) return this.end(0)
    if (byte === CTRL_C) {
      if (this.lostInterrupts > 0) {
        this.lostInterrupts -= 1
        return this.print('^C')
      }
      this.#line = []
      this.print('^C\r\n')
      return this.#printPrompt()
    }
    if (byte === ASK_FOR_LINE) return this.#printLine()
    if (byte === BACKSPACE) {
      if (this.#line.pop() !== undefined) this.print('\b \b')
      return
    }
    this.#line.push(byte)
    this.print(Uint8Array.of(byte))
  }

  #runTypedLine(): void {
    const line = new TextDecoder().decode(Uint8Array.from(this.#line))
    this.#line = []
    this.print('\r\n')
    if (line.trim() === '') return this.#printPrompt()
    this.#printMark('C')
    const result = runLine(line, { pid: this.pid, ...this.#size })
    this.print(result.output)
    if (result.isExit) return this.end(result.exitCode)
    this.#printMark(`D;${result.exitCode}`)
    this.#printPrompt()
  }

  /** The shell's answer, and the redrawn line. */
  #printLine(): void {
    this.questions += 1
    if (this.isSilent) return
    this.#printMark(`L;${this.#line.length}`)
    this.print('\r$ ')
    this.#printMark('B')
    this.print(Uint8Array.from(this.#line))
  }

  #printPrompt(): void {
    this.#printMark('A')
    this.print('$ ')
    this.#printMark('B')
  }

  #printMark(mark: string): void {
    this.print(`\u001B]133;${mark};nonce=${this.markNonce}\u001B\\`)
  }
}
