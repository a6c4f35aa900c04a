import process from 'node:process'
import { CommanderError } from 'commander'
import { EXIT, SetupError } from '#scripts/setup/setup-error.ts'

/** Prints an error and its remedy on stderr. Returns the exit code. */
export function reportFailure(error: unknown): number {
  // Commander has already printed the help, or its error message.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT.usage
  if (error instanceof SetupError) {
    for (const line of error.lines) process.stderr.write(`  | ${line}\n`)
    const message = /[.!?]$/.test(error.message) ? error.message : `${error.message}.`
    process.stderr.write(`  ${message}\n  Try: ${error.remedy}\n`)
    return error.exitCode
  }
  process.stderr.write(`  ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  return EXIT.software
}
