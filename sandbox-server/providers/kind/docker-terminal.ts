import type { Pty } from '#server/providers/provider.ts'
import { exitCodeOf, SideChannel } from '#server/providers/side-channel.ts'
import { TerminalOutput, type TerminalEnd } from '#server/providers/terminal-output.ts'
import { waitFor } from '#server/providers/wait-for.ts'
import type { RunningExec } from './engine.ts'

export interface DockerTerminalParts {
  exec: RunningExec
  markNonce: string
  isReattached: boolean
  /** Whether this very shell still runs: tells an exit from a lost attachment. */
  isShellRunning: () => Promise<boolean>
  /** Removes what this attachment leaves in the node. */
  hangUp: () => Promise<void>
  endShell: () => Promise<void>
}

/** Docker notes the exit code shortly after the stream has ended. */
const EXIT_CODE_DEADLINE_MS = 1_000

/** One attachment to a shell in a node: the raw, hijacked stream of `docker exec labsh attach`. */
export class DockerTerminal implements Pty {
  readonly markNonce: string
  readonly isReattached: boolean
  readonly #parts: DockerTerminalParts
  readonly #output: TerminalOutput
  readonly #channel: SideChannel
  #wantedSize: { cols: number; rows: number } | undefined
  #resizing: Promise<void> | undefined

  constructor(parts: DockerTerminalParts) {
    const { stream } = parts.exec
    this.#parts = parts
    this.markNonce = parts.markNonce
    this.isReattached = parts.isReattached
    this.#output = new TerminalOutput(stream)
    this.#channel = new SideChannel(parts.markNonce)
    stream.on('data', (bytes: Uint8Array) => this.#receive(bytes))
    // 'close' follows every error.
    stream.on('error', () => undefined)
    // A clean end, and a cut one: either may come alone.
    stream.once('end', () => void this.#finish())
    stream.once('close', () => void this.#finish())
  }

  get ended(): Promise<TerminalEnd> {
    return this.#output.ended
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
    if (this.#parts.exec.stream.writable) this.#parts.exec.stream.write(bytes)
  }

  /** One request in flight, the latest size wins: requests overtake each other on their way. */
  async resize(size: { cols: number; rows: number }): Promise<void> {
    this.#wantedSize = size
    this.#resizing ??= this.#applySizes().finally(() => {
      this.#resizing = undefined
    })
    return this.#resizing
  }

  async detach(): Promise<void> {
    this.#output.finish({ reason: 'lost' })
    await this.#leave()
  }

  async kill(): Promise<void> {
    await this.#parts.endShell()
  }

  /**
   * The shell's exit comes in its output, and `labsh` keeps the terminal open for some seconds after it: when a terminal's last process goes,
   * the kernel drops what was not read yet.
   */
  #receive(bytes: Uint8Array): void {
    for (const { output, message } of this.#channel.push(bytes)) {
      if (output.length > 0) this.#output.push(output)
      const exitCode = exitCodeOf(message)
      if (exitCode === undefined) continue
      this.#output.finish({ reason: 'exited', exitCode })
      void this.#leave()
    }
  }

  async #leave(): Promise<void> {
    this.#parts.exec.stream.destroy()
    await this.#parts.hangUp()
  }

  async #applySizes(): Promise<void> {
    while (this.#wantedSize !== undefined && !this.#output.isEnded) {
      const size = this.#wantedSize
      this.#wantedSize = undefined
      // oxlint-disable-next-line no-await-in-loop -- one at a time is the point
      await this.#parts.exec.resize(size)
    }
  }

  async #finish(): Promise<void> {
    if (!this.#output.isEnded) this.#output.finish(await this.#readEnd())
  }

  async #readEnd(): Promise<TerminalEnd> {
    try {
      const exitCode = await waitFor({
        name: 'exit code known',
        deadlineMs: EXIT_CODE_DEADLINE_MS,
        pauseMs: 20,
        observe: async () => {
          const code = await this.#parts.exec.exitCode()
          return code === undefined ? { isDone: false, last: 'running' } : { isDone: true, value: code }
        },
      })
      return (await this.#parts.isShellRunning()) ? { reason: 'lost' } : { reason: 'exited', exitCode }
    } catch {
      // The node or the engine is gone: nobody knows how the shell ended.
      return { reason: 'lost' }
    }
  }
}
