import { randomBytes } from 'node:crypto'
import { KindlabError } from '#protocol/kindlab-error.ts'
import { openLocalPty, type LocalPty } from './local-pty.ts'
import { endSession } from './local-processes.ts'
import { exitCodeOf, SideChannel } from '#server/providers/side-channel.ts'

/** Time for bash to run the operator's ~/.bashrc, which usually takes up to 1 s. */
const START_DEADLINE_MS = 10_000

export interface LocalShellOptions {
  cols: number
  rows: number
  workingDirectory: string
  environment: Readonly<Record<string, string>>
}

export interface ShellAttachment {
  receive(bytes: Uint8Array): void
  inputTaken(): void
  shellEnded(exitCode: number): void
  lose(): void
}

/** One shell on the operator's machine. It outlives its attachments and ends with the server. */
export class LocalShell {
  readonly markNonce = randomBytes(16).toString('hex')
  readonly ended: Promise<number>
  readonly #pty: LocalPty
  readonly #channel = new SideChannel(this.markNonce)
  readonly #started = Promise.withResolvers<void>()
  readonly #resolveEnded: (exitCode: number) => void
  #attachment: ShellAttachment | undefined
  #beforeAttachment: Uint8Array[] | undefined = []
  #exitCode: number | undefined

  private constructor(options: LocalShellOptions) {
    const { promise, resolve } = Promise.withResolvers<number>()
    this.ended = promise
    this.#resolveEnded = resolve
    this.#pty = openLocalPty({
      ...options,
      environment: { ...options.environment, KINDLAB_MARK_NONCE: this.markNonce },
      onData: (bytes) => this.#receive(bytes),
      onInputTaken: () => this.#attachment?.inputTaken(),
      onExit: (exitCode) => this.#end(exitCode),
    })
  }

  /** Starts a shell and waits until bash runs. @throws KindlabError `terminal.failed` */
  static async start(options: LocalShellOptions): Promise<LocalShell> {
    const shell = new LocalShell(options)
    const failed = (detail: string): void => shell.#started.reject(new KindlabError('terminal.failed', { detail }))
    const timer = setTimeout(() => failed(`bash did not start in ${START_DEADLINE_MS / 1000} s`), START_DEADLINE_MS)
    void shell.ended.then((exitCode) => failed(`bash ended with ${exitCode}`))
    try {
      await shell.#started.promise
      return shell
    } catch (error) {
      await shell.kill()
      throw error
    } finally {
      clearTimeout(timer)
    }
  }

  get isRunning(): boolean {
    return this.#exitCode === undefined
  }

  /** Replaces the previous attachment, which then ends as lost. */
  attach(attachment: ShellAttachment): void {
    this.#attachment?.lose()
    this.#attachment = attachment
    for (const bytes of this.#beforeAttachment ?? []) attachment.receive(bytes)
    this.#beforeAttachment = undefined
    if (this.#exitCode !== undefined) attachment.shellEnded(this.#exitCode)
  }

  detach(attachment: ShellAttachment): void {
    if (this.#attachment !== attachment) return
    this.#attachment = undefined
    // A pause by the former attachment must not block the program.
    this.#pty.resume()
  }

  pause(): void {
    this.#pty.pause()
  }

  resume(): void {
    this.#pty.resume()
  }

  get waitingInputBytes(): number {
    return this.#pty.waitingInputBytes
  }

  write(bytes: Uint8Array): void {
    this.#pty.write(bytes)
  }

  resize(size: { cols: number; rows: number }): void {
    this.#pty.resize(size)
  }

  async kill(): Promise<void> {
    if (!this.isRunning) return
    await endSession(this.#pty.wrapperPid)
    this.#pty.resume()
    await this.ended
  }

  #receive(bytes: Uint8Array): void {
    for (const { output, message } of this.#channel.push(bytes)) {
      if (output.length > 0) this.#deliver(output)
      if (message === 'started') this.#started.resolve()
      const exitCode = exitCodeOf(message)
      if (exitCode !== undefined) this.#end(exitCode)
    }
  }

  #deliver(output: Uint8Array): void {
    if (this.#attachment === undefined) this.#beforeAttachment?.push(output)
    else this.#attachment.receive(output)
  }

  #end(exitCode: number): void {
    if (!this.isRunning) return
    this.#exitCode = exitCode
    this.#attachment?.shellEnded(exitCode)
    this.#resolveEnded(exitCode)
    this.#pty.close()
  }
}
