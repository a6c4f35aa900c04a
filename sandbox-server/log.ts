import { isatty } from 'node:tty'
import { type Logger, type LoggerOptions, pino } from 'pino'
import pretty from 'pino-pretty'

/** Maximum length of a field: input from browsers must not fill the disk. */
const MAX_FIELD_LENGTH = 256
/** Maximum length of the message and of the stack of an error: both can have text of a node. */
const MAX_ERROR_LENGTH = 4_096
const STDOUT = 1

/**
 * JSON lines, or a readable format when stdout is a terminal. Events are in the past tense.
 * Never log terminal bytes, commands, tickets or environment variables.
 */
export function createLog(level: string): Logger {
  const options: LoggerOptions = { level, base: null, formatters: { log: (fields) => cutFields(fields) } }
  // JSON escapes control characters. The readable format does not, so a field could control the operator's terminal.
  return isatty(STDOUT) ? pino(options, pretty({ colorize: true, sync: true, singleLine: true })) : pino(options)
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
