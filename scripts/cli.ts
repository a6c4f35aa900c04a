/** Runs `./kindlab <command>`. */
import process from 'node:process'
import { reportFailure } from './commands/report-failure.ts'
import { createProgram } from './program.ts'

try {
  await createProgram().parseAsync()
} catch (error) {
  process.exitCode = reportFailure(error)
}
