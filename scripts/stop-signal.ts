import process from 'node:process'
import { SetupError } from '#scripts/setup/setup-error.ts'

/** Aborts on Ctrl+C, so that running work removes its sandboxes before the program ends. */
export function abortOnInterrupt(): AbortSignal {
  const stopping = new AbortController()
  process.once('SIGINT', () =>
    stopping.abort(new SetupError('Stopped', { remedy: 'run the same command again', exitCode: 130 })),
  )
  return stopping.signal
}
