/** Ends the process after an error that no handler caught: its state may be wrong, and a supervisor starts it again. */
import process from 'node:process'
import type { Logger } from 'pino'

/** EX_SOFTWARE of sysexits(3). */
const EXIT_SOFTWARE = 70

/** Time for the close frames to leave. The process ends after it even if a client does not answer. */
const CLOSE_LIMIT_MS = 1_000

/**
 * Logs the first uncaught error or unhandled rejection, closes the sockets with `closeSockets`, and exits with 70.
 * Node reports an unhandled rejection as an uncaught exception with another origin, so one listener is enough.
 */
export function exitOnUncaughtError(log: Logger, closeSockets: () => Promise<void>): void {
  let isEnding = false
  process.on('uncaughtException', (error, origin) => {
    if (isEnding) return
    isEnding = true
    // Not unref'ed: the process must not end with exit code 0 before it.
    setTimeout(exit, CLOSE_LIMIT_MS)
    try {
      log.fatal({ err: error, origin }, 'server.failed')
      void exitAfter(closeSockets())
    } catch {
      exit()
    }
  })
}

async function exitAfter(closing: Promise<void>): Promise<void> {
  await closing.catch(() => undefined)
  exit()
}

function exit(): never {
  process.exit(EXIT_SOFTWARE)
}
