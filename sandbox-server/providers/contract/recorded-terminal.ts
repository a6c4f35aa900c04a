import type { OpenTerminalOptions, Pty, Sandbox } from '#server/providers/provider.ts'
import type { TerminalEnd } from '#server/providers/terminal-output.ts'

/** Records the whole output of a terminal. */
export class RecordedTerminal implements AsyncDisposable {
  readonly pty: Pty
  #chunks: Uint8Array[] = []
  #onChange: () => void = () => undefined

  constructor(pty: Pty) {
    this.pty = pty
    pty.onData((bytes) => {
      this.#chunks.push(bytes)
      this.#onChange()
    })
  }

  static async open(
    sandbox: Sandbox,
    options: Pick<OpenTerminalOptions, 'node' | 'terminal'> & { cols?: number; rows?: number },
  ): Promise<RecordedTerminal> {
    return new RecordedTerminal(await sandbox.openTerminal({ cols: 80, rows: 24, ...options }))
  }

  /** Opens a terminal and waits for the first prompt. */
  static async openAtPrompt(...parameters: Parameters<typeof RecordedTerminal.open>): Promise<RecordedTerminal> {
    const terminal = await RecordedTerminal.open(...parameters)
    await terminal.waitFor(/133;B/)
    return terminal
  }

  bytes(): Buffer {
    return Buffer.concat(this.#chunks)
  }

  text(): string {
    return this.bytes().toString('utf8')
  }

  type(input: string | Uint8Array): void {
    this.pty.write(typeof input === 'string' ? Buffer.from(input) : input)
  }

  /** Types a line, and waits until the output after it matches. */
  async run(line: string, pattern: RegExp, deadlineMs?: number): Promise<RegExpExecArray> {
    this.#chunks = []
    this.type(`${line}\r`)
    return this.waitFor(pattern, deadlineMs)
  }

  async waitFor(pattern: RegExp, deadlineMs = 10_000): Promise<RegExpExecArray> {
    const { promise, resolve, reject } = Promise.withResolvers<RegExpExecArray>()
    const timer = setTimeout(() => {
      reject(new Error(`${pattern} not seen in ${deadlineMs} ms (last: ${JSON.stringify(this.text().slice(-400))})`))
    }, deadlineMs)
    this.#onChange = () => {
      const match = pattern.exec(this.text())
      if (match !== null) resolve(match)
    }
    this.#onChange()
    try {
      return await promise
    } finally {
      clearTimeout(timer)
      this.#onChange = () => undefined
    }
  }

  /** Waits for the end of the attachment, and returns its reason. */
  async ended(deadlineMs = 20_000): Promise<TerminalEnd> {
    const { promise, reject } = Promise.withResolvers<never>()
    const timer = setTimeout(() => {
      reject(new Error(`no end in ${deadlineMs} ms (last: ${JSON.stringify(this.text().slice(-400))})`))
    }, deadlineMs)
    try {
      return await Promise.race([this.pty.ended, promise])
    } finally {
      clearTimeout(timer)
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.pty.kill()
  }
}
