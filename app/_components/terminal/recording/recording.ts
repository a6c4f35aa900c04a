import { cleanPieces } from './recording-filter.ts'

export interface RecordedEvent {
  /** Milliseconds since the start of the recording. */
  readonly at: number
  /** As in asciicast: `o` is output, `r` a new size as `80x24`. Input is never recorded. */
  readonly code: 'o' | 'r'
  readonly data: string
}

export interface FinishedRecording {
  readonly cols: number
  readonly rows: number
  /** Milliseconds since the epoch. */
  readonly startedAt: number
  readonly durationMs: number
  readonly events: readonly RecordedEvent[]
}

/** Bounds the memory of a page that stays open. */
export const RECORDING_LIMITS = { characters: 5_000_000, durationMs: 3_600_000 } as const

/** Collects the output of one terminal up to the limits. */
export class Recording {
  readonly #size: { cols: number; rows: number }
  readonly #startedAt: number
  readonly #decoder = new TextDecoder()
  #events: RecordedEvent[] = []
  #characters = 0

  constructor(size: { cols: number; rows: number }, startedAt: number) {
    this.#size = size
    this.#startedAt = startedAt
  }

  isFull(now: number): boolean {
    return this.#characters >= RECORDING_LIMITS.characters || now - this.#startedAt >= RECORDING_LIMITS.durationMs
  }

  output(data: string | Uint8Array, now: number): void {
    const text = typeof data === 'string' ? data : this.#decoder.decode(data, { stream: true })
    if (text === '' || this.isFull(now)) return
    this.#characters += text.length
    this.#events.push({ at: now - this.#startedAt, code: 'o', data: text })
  }

  resized({ cols, rows }: { cols: number; rows: number }, now: number): void {
    if (!this.isFull(now)) this.#events.push({ at: now - this.#startedAt, code: 'r', data: `${cols}x${rows}` })
  }

  /** Removes control strings and masks secrets; see `recording-filter.ts`. */
  finish(now: number): FinishedRecording {
    const outputs = this.#events.filter(({ code }) => code === 'o')
    const cleaned = cleanPieces(outputs.map(({ data }) => data))
    const texts = new Map(outputs.map((event, index) => [event, cleaned[index] ?? '']))
    const events = this.#events.map((event) => ({ ...event, data: texts.get(event) ?? event.data }))
    return {
      ...this.#size,
      startedAt: this.#startedAt,
      durationMs: Math.min(now - this.#startedAt, RECORDING_LIMITS.durationMs),
      events: events.filter(({ data }) => data !== ''),
    }
  }
}

/** Asciicast version 3 (https://docs.asciinema.org/manual/asciicast/v3/): times are seconds since the previous event. */
export function toAsciicast({ cols, rows, startedAt, durationMs, events }: FinishedRecording): string {
  const header = {
    version: 3,
    term: { cols, rows, type: 'xterm-256color' },
    timestamp: Math.floor(startedAt / 1_000),
  }
  const lines = [...events, { at: durationMs, code: 'm', data: 'end' }].map(({ at, code, data }, index, all) => {
    const before = all[index - 1]?.at ?? 0
    return JSON.stringify([Number(((at - before) / 1_000).toFixed(3)), code, data])
  })
  return `${[JSON.stringify(header), ...lines].join('\n')}\n`
}
