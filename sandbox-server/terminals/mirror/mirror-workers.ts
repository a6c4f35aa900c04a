import { Worker } from 'node:worker_threads'
import type { Logger } from 'pino'
import type { Clock } from '#server/time/clock.ts'
import type {
  MirrorAnswer,
  MirrorResult,
  MirrorClient,
  MirrorHandle,
  MirrorHost,
  MirrorRequest,
} from './mirror-messages.ts'
import type { ScreenSize } from '#server/terminals/shell/screen-size.ts'

/** The main thread asks for a sign of life this often. */
const PING_MS = 250
/** A thread without a sign of life for this many pings is replaced. */
const MISSED_PINGS = 4
/**
 * Heap of one thread. Screens are outside of the heap; their number and size are limited elsewhere. The young generation grows with garbage and stays
 * large, so it is small.
 */
const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 6, stackSizeMb: 4 }
const ENTRY = new URL('mirror-worker.ts', import.meta.url)
/** Lane of the mirrors that stopped a thread: they share one that holds no other mirror. */
const QUARANTINE = -1

interface OpenMirror {
  id: number
  client: MirrorClient
  lane: number
  /** The last requested. */
  size: ScreenSize
  /** Of the last request with output or a size, and of the last that the thread has finished. */
  lastSeq: number
  finishedSeq: number
}

export interface MirrorWorkersOptions {
  clock: Clock
  log: Logger
  /** Number of threads, besides the one for mirrors that stopped a thread. */
  threads: number
  /** Entry point of a thread; another one in tests. */
  entry?: URL
}

/**
 * Mirrors in worker threads. Hostile output can stop a thread or fill its memory, but not the server's: a thread that gives no sign of life is replaced,
 * and its mirrors start empty.
 */
export class MirrorWorkers implements MirrorHost {
  readonly #options: MirrorWorkersOptions
  readonly #lanes = new Map<number, MirrorThread>()
  readonly #mirrors = new Map<number, OpenMirror>()
  #lastId = 0
  #isClosed = false

  constructor(options: MirrorWorkersOptions) {
    this.#options = options
  }

  open({ group, size, client }: { group: string; size: ScreenSize; client: MirrorClient }): MirrorHandle {
    const mirror: OpenMirror = {
      id: ++this.#lastId,
      client,
      size,
      lane: laneOf(group, this.#options.threads),
      lastSeq: 0,
      finishedSeq: 0,
    }
    this.#mirrors.set(mirror.id, mirror)
    const { id } = mirror
    const post = (request: MirrorRequest, transfer: readonly ArrayBuffer[] = []): void =>
      this.#thread(mirror.lane).post(request, transfer)
    post({ type: 'open', id, size })
    return {
      write: (seq, bytes, progress) => {
        mirror.lastSeq = seq
        post({ type: 'write', id, seq, bytes, progress }, [bytes.buffer])
      },
      resize: (seq, newSize) => {
        mirror.lastSeq = seq
        mirror.size = newSize
        post({ type: 'resize', id, seq, size: newSize })
      },
      // A thread without work is not woken for each key.
      typed: () => {
        if (this.#isBusy(mirror.lane)) post({ type: 'typed', id })
      },
      requestSnapshot: () => post({ type: 'snapshot', id }),
      close: () => {
        if (this.#mirrors.delete(id)) post({ type: 'close', id })
      },
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#mirrors.clear()
    await Promise.all([...this.#lanes.values()].map((thread) => thread.end()))
  }

  #thread(lane: number): MirrorThread {
    const found = this.#lanes.get(lane)
    if (found !== undefined) return found
    const thread = new MirrorThread({
      clock: this.#options.clock,
      entry: this.#options.entry ?? ENTRY,
      onAnswer: (answer) => this.#answered(answer),
      onFailed: (id, reason) => this.#failed(id, reason),
      onLost: (reason, parsing) => this.#lost(lane, reason, parsing),
    })
    this.#lanes.set(lane, thread)
    return thread
  }

  #isBusy(lane: number): boolean {
    return [...this.#mirrors.values()].some((mirror) => mirror.lane === lane && mirror.finishedSeq !== mirror.lastSeq)
  }

  #answered(answer: MirrorResult): void {
    const mirror = this.#mirrors.get(answer.id)
    if (mirror === undefined) return
    if (answer.type === 'parsed') mirror.finishedSeq = answer.seq
    mirror.client.answer(answer)
  }

  #failed(id: number, reason: string): void {
    const mirror = this.#mirrors.get(id)
    if (mirror === undefined) return
    this.#options.log.warn({ reason, mirrors: 1, wasParsing: true }, 'mirrors.lost')
    mirror.finishedSeq = mirror.lastSeq
    this.#thread(mirror.lane).post({ type: 'open', id, size: mirror.size }, [])
    mirror.client.lost()
  }

  #lost(lane: number, reason: string, parsing: number): void {
    this.#lanes.delete(lane)
    if (this.#isClosed) return
    const lost = [...this.#mirrors.values()].filter((mirror) => mirror.lane === lane)
    this.#options.log.warn({ reason, mirrors: lost.length, wasParsing: parsing !== 0 }, 'mirrors.lost')
    for (const mirror of lost) {
      if (mirror.id === parsing) mirror.lane = QUARANTINE
      mirror.finishedSeq = mirror.lastSeq
      this.#thread(mirror.lane).post({ type: 'open', id: mirror.id, size: mirror.size }, [])
    }
    for (const { client } of lost) client.lost()
  }
}

interface MirrorThreadOptions {
  clock: Clock
  entry: URL
  onAnswer: (answer: MirrorResult) => void
  /** One mirror failed; the others of the thread did not. */
  onFailed: (id: number, reason: string) => void
  /** `parsing`: the id of the mirror that was parsing, or 0. */
  onLost: (reason: string, parsing: number) => void
}

/** One worker thread, with a watchdog. */
class MirrorThread {
  readonly #options: MirrorThreadOptions
  readonly #worker: Worker
  readonly #parsing = new Int32Array(new SharedArrayBuffer(4))
  #isLost = false
  #isAlive = false
  #missedPings = 0
  #lastTickAt: number
  #cancelTick: () => void

  constructor(options: MirrorThreadOptions) {
    this.#options = options
    this.#worker = new Worker(options.entry, {
      workerData: this.#parsing.buffer,
      resourceLimits: RESOURCE_LIMITS,
    })
    this.#worker.unref()
    this.#worker.on('message', (answer: MirrorAnswer) => this.#answered(answer))
    this.#worker.on('error', (error) => this.#lose(error.message))
    this.#worker.on('exit', (code) => this.#lose(`exit ${code}`))
    this.#lastTickAt = options.clock.now()
    this.#cancelTick = options.clock.after(PING_MS, () => this.#tick())
  }

  post(request: MirrorRequest, transfer: readonly ArrayBuffer[]): void {
    this.#worker.postMessage(request, transfer)
  }

  async end(): Promise<void> {
    this.#isLost = true
    this.#cancelTick()
    await this.#worker.terminate()
  }

  #answered(answer: MirrorAnswer): void {
    if (this.#isLost) return
    this.#isAlive = true
    this.#missedPings = 0
    if (answer.type === 'failed') this.#options.onFailed(answer.id, answer.reason)
    else if (answer.type !== 'pong') this.#options.onAnswer(answer)
  }

  #tick(): void {
    const { clock } = this.#options
    const now = clock.now()
    // A tick that is late says that this thread had no processor time: then the other had none either.
    const isOnTime = now - this.#lastTickAt < 2 * PING_MS
    this.#lastTickAt = now
    // Loading the code takes longer than parsing: a thread counts from its first answer.
    if (this.#isAlive && isOnTime) this.#missedPings += 1
    if (this.#missedPings > MISSED_PINGS) return this.#lose(`no sign of life for ${MISSED_PINGS * PING_MS} ms`)
    this.post({ type: 'ping' }, [])
    this.#cancelTick = clock.after(PING_MS, () => this.#tick())
  }

  #lose(reason: string): void {
    if (this.#isLost) return
    this.#isLost = true
    this.#cancelTick()
    void this.#worker.terminate()
    this.#options.onLost(reason, Atomics.load(this.#parsing, 0))
  }
}

/** Mirrors of one lab share a thread, so that a lab can stop one thread only. */
function laneOf(group: string, threads: number): number {
  let hash = 0
  for (const character of group) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003
  return hash % threads
}
