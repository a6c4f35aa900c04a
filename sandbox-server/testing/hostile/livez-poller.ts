import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import * as z from 'zod'

const Poll = z.object({ worstMs: z.number(), failures: z.number() })

/** Another visitor, who asks `/livez` all the time. */
export class LivezPoller implements AsyncDisposable {
  readonly #worker: Worker

  constructor(origin: string) {
    this.#worker = new Worker(new URL('livez-worker.ts', import.meta.url), { workerData: origin })
  }

  /** The slowest answer since the last call, and the number of requests without an answer. */
  async take(): Promise<z.infer<typeof Poll>> {
    const answered = once(this.#worker, 'message')
    this.#worker.postMessage('take', [])
    const [poll] = await answered
    return Poll.parse(poll)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#worker.terminate()
  }
}
