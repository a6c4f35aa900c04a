import { isatty } from 'node:tty'
import { type Logger, type LoggerOptions, pino } from 'pino'
import pretty from 'pino-pretty'

/** A field is cut here: what a browser sent must not fill the disk. */
const MAX_FIELD_LENGTH = 256
const STDOUT = 1

/** JSON lines; for people when a person looks. Events in the past tense, never terminal bytes, commands, tickets or environment. */
export function createLog(level: string): Logger {
  const options: LoggerOptions = { level, base: null, formatters: { log: (fields) => cutFields(fields) } }
  // Control characters need no care in JSON; on a screen they would be obeyed.
  return isatty(STDOUT) ? pino(options, pretty({ colorize: true, sync: true, singleLine: true })) : pino(options)
}

export function cutFields(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, cut(value)]))
}

function cut(value: unknown): unknown {
  if (typeof value !== 'string') return value
  const visible = value.replaceAll(/\p{Cc}/gu, '\u{FFFD}')
  return visible.length > MAX_FIELD_LENGTH ? `${visible.slice(0, MAX_FIELD_LENGTH)}...` : visible
}
