import { join } from 'node:path'
import { spawn, type IPty } from 'node-pty'
import { LIMITS } from '#protocol/limits.ts'
import type { FlowControl } from '#server/providers/terminal-output.ts'
import { PtyWriter } from './pty-writer.ts'

export interface LocalPtyOptions {
  cols: number
  rows: number
  workingDirectory: string
  environment: Readonly<Record<string, string>>
  onData: (bytes: Uint8Array) => void
  /** Called after waiting input was taken. */
  onInputTaken: () => void
  /** Called when the wrapper process has ended; the terminal is then closed. */
  onExit: (exitCode: number) => void
}

export interface LocalPty extends FlowControl {
  /** Process id of `labterm.sh`, the leader of the terminal's session. */
  readonly wrapperPid: number
  readonly waitingInputBytes: number
  write(bytes: Uint8Array): void
  resize(size: { cols: number; rows: number }): void
  /** Kills the wrapper. The kernel then sends SIGHUP to processes that use the terminal. */
  close(): void
}

/** Opens a pseudo-terminal with `labterm.sh` in it. */
export function openLocalPty(options: LocalPtyOptions): LocalPty {
  let isOpen = true
  const pty = spawn('/bin/bash', [join(import.meta.dirname, 'labterm.sh'), join(import.meta.dirname, 'labterm.rc')], {
    name: 'xterm-256color',
    cols: clamp(options.cols, LIMITS.minCols, LIMITS.maxCols),
    rows: clamp(options.rows, LIMITS.minRows, LIMITS.maxRows),
    cwd: options.workingDirectory,
    env: options.environment,
    encoding: null,
  })
  // With `encoding: null` node-pty passes a Buffer, although the type is string.
  pty.onData((bytes: string | Uint8Array) => options.onData(typeof bytes === 'string' ? Buffer.from(bytes) : bytes))
  const writer = new PtyWriter(descriptorOf(pty), options.onInputTaken)
  pty.onExit(({ exitCode, signal }) => {
    isOpen = false
    writer.close()
    options.onExit(signal === undefined || signal === 0 ? exitCode : 128 + signal)
  })
  return {
    close: () => {
      writer.close()
      if (isOpen) pty.kill('SIGKILL')
    },
    wrapperPid: pty.pid,
    pause: () => pty.pause(),
    resume: () => pty.resume(),
    get waitingInputBytes() {
      return writer.waitingBytes
    },
    write: (bytes) => writer.write(bytes),
    resize: ({ cols, rows }) => {
      // node-pty throws for an ended terminal.
      if (isOpen) pty.resize(clamp(cols, LIMITS.minCols, LIMITS.maxCols), clamp(rows, LIMITS.minRows, LIMITS.maxRows))
    },
  }
}

/** The class for Unix has the descriptor, the type does not. */
function descriptorOf(pty: IPty): number {
  if ('fd' in pty && typeof pty.fd === 'number') return pty.fd
  throw new Error('node-pty has no descriptor')
}

/** node-pty throws for 0 and NaN, which pages send when they measure a hidden element. */
function clamp(value: number, lowest: number, highest: number): number {
  return Number.isFinite(value) ? Math.min(highest, Math.max(lowest, Math.round(value))) : lowest
}
