import { readFile } from 'node:fs/promises'
import type { Environment } from '#scripts/environment.ts'
import { type CommandResult, runCommand, type RunOptions } from '#scripts/run-command.ts'
import { type Distribution, parseOsRelease } from './distribution.ts'

/** This machine, and a function that runs commands on it. */
export interface Machine extends Environment {
  distribution: Distribution
  /** True where systemd is PID 1 and starts daemons. */
  hasSystemd: boolean
  run: (argv: readonly string[], options?: Partial<RunOptions>) => Promise<CommandResult>
}

export async function describeMachine(environment: Environment): Promise<Machine> {
  const [osRelease, isSystemdRunning] = await Promise.all([
    readFile('/etc/os-release', 'utf8').catch(() => ''),
    readFile('/proc/1/comm', 'utf8').then((name) => name.trim() === 'systemd'),
  ])
  return {
    ...environment,
    distribution: parseOsRelease(osRelease),
    hasSystemd: isSystemdRunning,
    run: (argv, options = {}) =>
      runCommand(argv, { cwd: environment.checkout, ...options, env: { ...environment.variables, ...options.env } }),
  }
}
