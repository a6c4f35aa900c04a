import { join } from 'node:path'
// oxlint-disable-next-line no-restricted-imports -- the one file that uses node-pty
import { spawn } from 'node-pty'
import { LIMITS } from '#protocol/limits.ts'
import type { FlowControl } from '#server/providers/terminal-output.ts'

export interface LocalPtyOptions {
  cols: number
  rows: number
  workingDirectory: string
  environment: Readonly<Record<string, string>>
  onData: (bytes: Uint8Array) => void
  /** The keeper process ended, and with it the terminal. */
  onExit: (exitCode: number) => void
}

export interface LocalPty extends FlowControl {
  /** Leader of the terminal's session. */
  readonly keeperPid: number
  write(bytes: Uint8Array): void
  resize(size: { cols: number; rows: number }): void
  /** Ends the keeper; the kernel then hangs up what still uses the terminal. */
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
  // The type says string; without an encoding it is a Buffer.
  pty.onData((bytes: string | Uint8Array) => options.onData(typeof bytes === 'string' ? Buffer.from(bytes) : bytes))
  pty.onExit(({ exitCode, signal }) => {
    isOpen = false
    options.onExit(signal === undefined || signal === 0 ? exitCode : 128 + signal)
  })
  return {
    close: () => {
      if (isOpen) pty.kill('SIGKILL')
    },
    keeperPid: pty.pid,
    pause: () => pty.pause(),
    resume: () => pty.resume(),
    write: (bytes) => {
      if (isOpen) pty.write(Buffer.from(bytes))
    },
    resize: ({ cols, rows }) => {
      // node-pty throws for a terminal that has ended.
      if (isOpen) pty.resize(clamp(cols, LIMITS.minCols, LIMITS.maxCols), clamp(rows, LIMITS.minRows, LIMITS.maxRows))
    },
  }
}

/** node-pty throws for zero and NaN: both come from pages that measure a hidden box. */
function clamp(value: number, lowest: number, highest: number): number {
  return Number.isFinite(value) ? Math.min(highest, Math.max(lowest, Math.round(value))) : lowest
}
