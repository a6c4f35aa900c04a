import { Duplex } from 'node:stream'
import type { RunningExec } from '#server/providers/kind/engine.ts'

export interface SimulatedExecOptions {
  stdout: string
  readExitCode: () => Promise<number | undefined>
  /** Schedules the end of the command. */
  onEnd: (end: () => void) => void
  onCut: (cut: () => void) => () => void
}

/** Simulates a command that prints its output and ends after some time. */
export function simulateExec({ stdout, readExitCode, onEnd, onCut }: SimulatedExecOptions): RunningExec {
  const stream = new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done() })
  const unsubscribe = onCut(() => stream.destroy())
  stream.on('error', () => undefined)
  stream.once('close', unsubscribe)
  onEnd(() => {
    if (stream.destroyed) return
    stream.push(stdout)
    stream.push(null)
  })
  return {
    stream,
    demultiplex: (sinks) => void stream.pipe(sinks.stdout),
    resize: async () => undefined,
    exitCode: readExitCode,
  }
}
