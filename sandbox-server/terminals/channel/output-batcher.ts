import { LIMITS } from '#protocol/limits.ts'

/** Decides when pending output of one channel is sent: at once if it answers a key or follows a pause, else after a short batch delay. */
export class OutputBatcher {
  #lastOutputAt = Number.NEGATIVE_INFINITY
  #lastInputAt = Number.NEGATIVE_INFINITY
  #dueAt: number | undefined

  /** When pending output is due; undefined: no output is pending. */
  get dueAt(): number | undefined {
    return this.#dueAt
  }

  inputSeen(now: number): void {
    this.#lastInputAt = now
  }

  outputSeen(now: number, waitingBytes: number): void {
    const isAnswer = now - this.#lastOutputAt >= LIMITS.batchIdleMs || now - this.#lastInputAt <= LIMITS.batchEchoMs
    const isFull = waitingBytes >= LIMITS.maxDataFrameBytes
    this.#lastOutputAt = now
    this.#dueAt = isAnswer || isFull ? now : (this.#dueAt ?? now + LIMITS.batchDelayMs)
  }

  flushed(): void {
    this.#dueAt = undefined
  }
}
