import type { Duplex } from 'node:stream'
import { callDocker } from './docker-call.ts'
import { dockerStatus } from './docker-errors.ts'
import type { RunningExec } from './engine.ts'

/** The methods of dockerode's exec that a running exec needs. */
interface ExecHandle {
  resize(options: { w: number; h: number; abortSignal: AbortSignal }): Promise<unknown>
  inspect(options: { abortSignal: AbortSignal }): Promise<{ Running: boolean; ExitCode: number | null }>
}

/** A process that Docker has started in a container. */
export class DockerExec implements RunningExec {
  readonly stream: Duplex
  readonly demultiplex: RunningExec['demultiplex']
  readonly #exec: ExecHandle

  constructor(exec: ExecHandle, stream: Duplex, demultiplex: RunningExec['demultiplex']) {
    this.#exec = exec
    this.stream = stream
    this.demultiplex = demultiplex
  }

  async resize({ cols, rows }: { cols: number; rows: number }): Promise<void> {
    await callDocker({
      name: 'resize exec',
      run: async (abortSignal) => {
        try {
          await this.#exec.resize({ w: cols, h: rows, abortSignal })
        } catch (error) {
          // Docker answers 404, 409 or 500 before the start and after the end of the process.
          if (dockerStatus(error) === undefined) throw error
        }
      },
    })
  }

  async exitCode(): Promise<number | undefined> {
    const { Running, ExitCode } = await callDocker({
      name: 'inspect exec',
      run: (abortSignal) => this.#exec.inspect({ abortSignal }),
    })
    return Running ? undefined : (ExitCode ?? undefined)
  }
}

/** Docker expects rows before columns. */
export function consoleSize({ cols, rows }: { cols: number; rows: number }): [number, number] {
  return [rows, cols]
}
