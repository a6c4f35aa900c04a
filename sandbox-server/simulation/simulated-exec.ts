import { Duplex } from 'node:stream'
import type { RunningExec } from '#server/providers/kind/engine.ts'

export interface SimulatedExecOptions {
  /** What the command prints. */
  stdout: string
  askExitCode: () => Promise<number | undefined>
  /** Its end, in time. */
  onEnd: (end: () => void) => void
  onCut: (cut: () => void) => () => void
}

/** A command that ends by itself, some time after it began. */
export function simulateExec({ stdout, askExitCode, onEnd, onCut }: SimulatedExecOptions): RunningExec {
  const stream = new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done() })
  const forget = onCut(() => stream.destroy())
  stream.on('error', () => undefined)
  stream.once('close', forget)
  onEnd(() => {
    if (stream.destroyed) return
    stream.push(stdout)
    stream.push(null)
  })
  return {
    stream,
    demultiplex: (sinks) => void stream.pipe(sinks.stdout),
    resize: async () => undefined,
    exitCode: askExitCode,
  }
}
