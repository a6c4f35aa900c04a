import process from 'node:process'
import { SetupError } from '#scripts/setup/setup-error.ts'

/** Aborted by Ctrl+C: what is under way then removes its sandboxes before the program ends. */
export function abortOnInterrupt(): AbortSignal {
  const stopping = new AbortController()
  process.once('SIGINT', () => stopping.abort(new SetupError('Stopped', { remedy: 'the same command', exitCode: 130 })))
  return stopping.signal
}
