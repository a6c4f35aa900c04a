import { parentPort } from 'node:worker_threads'

export type JobAnswer<Answer> = { type: 'ready' } | { type: 'done'; value: Answer } | { type: 'failed'; reason: string }

export interface JobRunner {
  /** A runner may name the type of its jobs: only its own `JobThread` sends them. */
  run(job: unknown): unknown
}

/** The thread's side of `JobThread`: calls `run` for each job. */
export function serveJobs(runner: JobRunner): void {
  const port = parentPort
  if (port === null) throw new Error('serveJobs runs in a worker thread')
  const post = (answer: JobAnswer<unknown>): void => port.postMessage(answer, [])
  port.on('message', (job: unknown) => {
    try {
      post({ type: 'done', value: runner.run(job) })
    } catch (error) {
      post({ type: 'failed', reason: error instanceof Error ? error.message : String(error) })
    }
  })
  post({ type: 'ready' })
}
