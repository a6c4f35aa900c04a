import { LIMITS } from '#protocol/limits.ts'

/** Decides when output that waits for one page goes out: at once when somebody waits for it, else gathered for a moment. */
export class OutputBatcher {
  #lastOutputAt = Number.NEGATIVE_INFINITY
  #lastInputAt = Number.NEGATIVE_INFINITY
  #dueAt: number | undefined

  /** When waiting output is due; undefined while none waits. */
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
