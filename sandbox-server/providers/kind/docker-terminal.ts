import type { Pty } from '#server/providers/provider.ts'
import { describeDropped, droppedBytesOf, exitCodeOf, SideChannel } from '#server/providers/side-channel.ts'
import { TerminalOutput, type TerminalEnd } from '#server/providers/terminal-output.ts'
import { waitFor } from '#server/time/wait-for.ts'
import type { RunningExec } from './engine.ts'

export interface DockerTerminalParts {
  exec: RunningExec
  markNonce: string
  isReattached: boolean
  /** Whether the same shell still runs. Distinguishes an exit from a lost attachment. */
  isShellRunning: () => Promise<boolean>
  /** Ends the processes of this attachment in the node. */
  hangUp: () => Promise<void>
  endShell: () => Promise<void>
}

/** Docker records the exit code shortly after the stream has ended. */
const EXIT_CODE_DEADLINE_MS = 1_000
/** Exit code after SIGKILL. */
const KILLED = 137

/** One attachment to a shell in a node, over the hijacked stream of an exec of `labsh attach`. */
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
    // 'close' follows every 'error'.
    stream.on('error', () => undefined)
    // A clean end emits 'end', a cut connection may emit only 'close'.
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

  get waitingInputBytes(): number {
    return this.#parts.exec.stream.writableLength
  }

  onInputTaken(listener: () => void): void {
    this.#parts.exec.stream.on('drain', listener)
  }

  /** Sends one request at a time, with the latest size, because concurrent requests can overtake each other. */
  async resize(size: { cols: number; rows: number }): Promise<void> {
    this.#wantedSize = size
    this.#resizing ??= this.#applySizes().finally(() => {
      this.#resizing = undefined
    })
    return this.#resizing
  }

  async detach(): Promise<void> {
    this.#output.finish({ reason: 'lost' })
    await this.#close()
  }

  async kill(): Promise<void> {
    await this.#parts.endShell()
  }

  /**
   * The exit code arrives in the output. `labsh` keeps the terminal open for some seconds afterwards, because the kernel drops unread output
   * when the last process of a terminal exits.
   */
  #receive(bytes: Uint8Array): void {
    for (const { output, message } of this.#channel.push(bytes)) {
      if (output.length > 0) this.#output.push(output)
      const droppedBytes = droppedBytesOf(message)
      if (droppedBytes !== undefined) this.#output.push(describeDropped(droppedBytes))
      const exitCode = exitCodeOf(message)
      if (exitCode === undefined) continue
      this.#output.finish({ reason: 'exited', exitCode })
      void this.#close()
    }
  }

  async #close(): Promise<void> {
    this.#parts.exec.stream.destroy()
    await this.#parts.hangUp()
  }

  async #applySizes(): Promise<void> {
    while (this.#wantedSize !== undefined && !this.#output.isEnded) {
      const size = this.#wantedSize
      this.#wantedSize = undefined
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
      // The shell's exit code comes in the output. The attachment was killed, for example with its node.
      if (exitCode === KILLED) return { reason: 'lost' }
      return (await this.#parts.isShellRunning()) ? { reason: 'lost' } : { reason: 'exited', exitCode }
    } catch {
      // The node or the engine is gone, so the state of the shell is unknown.
      return { reason: 'lost' }
    }
  }
}
