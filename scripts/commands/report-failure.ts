import process from 'node:process'
import { CommanderError } from 'commander'
import { EXIT, SetupError } from '#scripts/setup/setup-error.ts'

/** Says on stderr what went wrong and what to do about it, and gives the exit code. */
export function reportFailure(error: unknown): number {
  // Commander has said already what was wrong with the command line (or has shown the help that was asked for).
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT.usage
  if (error instanceof SetupError) {
    for (const line of error.lines) process.stderr.write(`  | ${line}\n`)
    process.stderr.write(`  ${error.message}.\n  Try: ${error.remedy}\n`)
    return error.exitCode
  }
  process.stderr.write(`  ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  return EXIT.software
}
