import { once } from 'node:events'
import { isatty } from 'node:tty'
import { type Logger, type LoggerOptions, pino } from 'pino'
import pretty from 'pino-pretty'

/** Maximum length of a field: input from browsers must not fill the disk. */
const MAX_FIELD_LENGTH = 256
/** Maximum length of the message and of the stack of an error: both can have text of a node. */
const MAX_ERROR_LENGTH = 4_096
const STDOUT = 1
/** Time for the last lines. A reader that does not read must not hold up the exit. */
const LAST_LINES_MS = 500

/** A log, and a function that waits until its last lines are written, or cannot be. */
export interface ServerLog {
  log: Logger
  lastLines: () => Promise<void>
}

/**
 * JSON lines, or a readable format when stdout is a terminal. Events are in the past tense.
 * Never log terminal bytes, commands, tickets or environment variables.
 */
export function createLog(level: string): ServerLog {
  const options: LoggerOptions = { level, base: null, formatters: { log: (fields) => cutFields(fields) } }
  // JSON escapes control characters. The readable format does not, so a field could control the operator's terminal.
  if (isatty(STDOUT)) {
    const log = pino(options, pretty({ colorize: true, sync: true, singleLine: true }))
    return { log, lastLines: () => Promise.resolve() }
  }
  const destination = pino.destination(STDOUT)
  return { log: pino(options, destination), lastLines: () => untilWritten(destination) }
}

/**
 * At the exit sonic-boom writes the waiting lines in a loop that never ends if the reader of stdout has gone (EPIPE).
 * So the process exits after the event of the last write: `drain` or `error`.
 */
async function untilWritten(destination: ReturnType<typeof pino.destination>): Promise<void> {
  const signal = AbortSignal.timeout(LAST_LINES_MS)
  await once(destination, 'drain', { signal }).catch(() => undefined)
}

export function cutFields(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, cut(value)]))
}

function cut(value: unknown): unknown {
  if (value instanceof Error) return describe(value)
  if (typeof value !== 'string') return value
  const visible = value.replaceAll(/\p{Cc}/gu, '\u{FFFD}')
  return visible.length > MAX_FIELD_LENGTH ? `${visible.slice(0, MAX_FIELD_LENGTH)}...` : visible
}

/** Line breaks are escaped: on a terminal they could forge further lines. */
function describe(error: Error): Record<string, string> {
  const { name: type, message, stack = '', cause } = error
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {}
  const reason = cause instanceof Error ? { cause: clean(cause.message) } : {}
  return { type, ...code, message: clean(message), ...reason, stack: clean(stack) }
}

function clean(text: string): string {
  const escaped = text.replaceAll('\n', String.raw`\n`).replaceAll(/\p{Cc}/gu, '\u{FFFD}')
  return escaped.length > MAX_ERROR_LENGTH ? `${escaped.slice(0, MAX_ERROR_LENGTH)}...` : escaped
}
