import { type CommandResult, formatCommand } from '#scripts/run-command.ts'

/** Exit codes by sysexits(3). */
export const EXIT = {
  usage: 64,
  unavailable: 69,
  software: 70,
  noPermission: 77,
} as const

export interface SetupErrorOptions {
  /** The command or action that fixes it. */
  remedy: string
  exitCode?: number
  /** The failed command; its last lines are shown. */
  result?: CommandResult
  /** Lines to show instead of those of `result`. */
  lines?: readonly string[]
}

/** A failed step, with a message and a remedy. */
export class SetupError extends Error {
  readonly remedy: string
  readonly exitCode: number
  readonly lines: readonly string[]

  constructor(message: string, options: SetupErrorOptions) {
    super(options.result === undefined ? message : `${message} (${describe(options.result)})`)
    this.name = 'SetupError'
    this.remedy = options.remedy
    this.exitCode = options.exitCode ?? EXIT.unavailable
    this.lines = options.lines ?? options.result?.lastLines ?? []
  }
}

function describe({ argv, exitCode }: CommandResult): string {
  const command = formatCommand(argv)
  if (exitCode === 124) return `\`${command}\` did not end in time`
  if (exitCode === 127) return `\`${command}\` could not be started`
  return `\`${command}\` ended with ${exitCode}`
}
