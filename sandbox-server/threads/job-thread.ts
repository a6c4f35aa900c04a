import { Worker } from 'node:worker_threads'
import type { Logger } from 'pino'
import type { Clock } from '#server/time/clock.ts'
import type { JobAnswer } from './serve-jobs.ts'

/** Time limit for one job. */
const JOB_MS = 1_000
/** Time limit for a thread to load its code, on a busy machine. */
const START_MS = 30_000
/** The young generation is small: it grows with garbage, and stays. */
const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 6, stackSizeMb: 4 }

/** A job took too long, filled the memory of its thread, or threw an error. */
export class JobFailedError extends Error {
  constructor(reason: string) {
    super(`a job failed: ${reason}`)
    this.name = 'JobFailedError'
  }
}

export interface JobThreadOptions {
  clock: Clock
  log: Logger
  /** Module that calls `serveJobs`. */
  entry: URL
}

interface WaitingJob<Job, Answer> {
  job: Job
  resolve: (answer: Answer) => void
  reject: (error: JobFailedError) => void
}

/** Runs jobs in a worker thread, one at a time. A job above its limits fails, and the thread is replaced. */
export class JobThread<Job, Answer> {
  readonly #options: JobThreadOptions
  readonly #waiting: WaitingJob<Job, Answer>[] = []
  #running: WaitingJob<Job, Answer> | undefined
  #worker: Worker | undefined
  #isReady = false
  #cancelLimit: (() => void) | undefined
  #isClosed = false

  constructor(options: JobThreadOptions) {
    this.#options = options
  }

  /** @throws JobFailedError */
  run(job: Job): Promise<Answer> {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>()
    if (this.#isClosed) reject(new JobFailedError('the thread is closed'))
    else this.#waiting.push({ job, resolve, reject })
    this.#runNext()
    return promise
  }

  async close(): Promise<void> {
    this.#isClosed = true
    for (const { reject } of this.#waiting.splice(0)) reject(new JobFailedError('the thread is closed'))
    await this.#replace('the thread is closed')
  }

  #runNext(): void {
    if (this.#running !== undefined) return
    this.#running = this.#waiting.shift()
    if (this.#running === undefined) return
    this.#worker ??= this.#start()
    this.#limit(this.#isReady ? JOB_MS : START_MS)
    this.#worker.postMessage(this.#running.job, [])
  }

  #start(): Worker {
    const worker = new Worker(this.#options.entry, { resourceLimits: RESOURCE_LIMITS })
    const lose = (reason: string): void => {
      if (this.#worker === worker) void this.#replace(reason)
    }
    worker.unref()
    worker.on('message', (answer: JobAnswer<Answer>) => {
      if (this.#worker === worker) this.#answered(answer)
    })
    worker.on('error', (error) => lose(error.message))
    worker.on('exit', (code) => lose(`exit ${code}`))
    return worker
  }

  #answered(answer: JobAnswer<Answer>): void {
    if (answer.type === 'ready') {
      this.#isReady = true
      if (this.#running !== undefined) this.#limit(JOB_MS)
      return
    }
    this.#cancelLimit?.()
    const job = this.#running
    this.#running = undefined
    if (answer.type === 'done') job?.resolve(answer.value)
    else job?.reject(new JobFailedError(answer.reason))
    this.#runNext()
  }

  #limit(limitMs: number): void {
    this.#cancelLimit?.()
    this.#cancelLimit = this.#options.clock.after(limitMs, () => void this.#replace(`no answer in ${limitMs} ms`))
  }

  /** Ends the thread and fails its job. The next job starts a new one. */
  async #replace(reason: string): Promise<void> {
    const worker = this.#worker
    const job = this.#running
    this.#cancelLimit?.()
    this.#worker = undefined
    this.#running = undefined
    this.#isReady = false
    if (!this.#isClosed) this.#options.log.warn({ reason }, 'job.failed')
    job?.reject(new JobFailedError(reason))
    this.#runNext()
    await worker?.terminate()
  }
}
