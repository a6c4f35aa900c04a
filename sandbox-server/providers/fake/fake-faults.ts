import type { PhaseName } from '#protocol/views.ts'

export type FakeOperation =
  | 'create'
  | 'list'
  | 'open'
  | 'destroy'
  | 'suspend'
  | 'resume'
  | 'freeze'
  | 'thaw'
  | 'awake'
  | 'ping'
  | 'hostFacts'
  | 'recipe'
  | 'exec'
  | 'openTerminal'
  | 'listTerminals'
  | `phase:${PhaseName}`

type Fault = { kind: 'fail'; error: Error } | { kind: 'hang'; until: Promise<void> }

/** Faults of a fake provider, planned by the test. Each planned fault occurs once, in order. An outage affects every call until it ends. */
export class FakeFaults {
  readonly #planned = new Map<FakeOperation, Fault[]>()
  readonly #delaysMs = new Map<FakeOperation, number>()
  #outage: Error | undefined

  /** The next call of `operation` throws `error`. */
  failNext(operation: FakeOperation, error: Error): void {
    this.#plan(operation, { kind: 'fail', error })
  }

  /** The next call of `operation` hangs until the returned function is called or its signal aborts. */
  hangNext(operation: FakeOperation): () => void {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#plan(operation, { kind: 'hang', until: promise })
    return resolve
  }

  /** Every call of `operation` takes at least this long. */
  delay(operation: FakeOperation, delayMs: number): void {
    this.#delaysMs.set(operation, delayMs)
  }

  /** Every operation throws `error`, as if the engine were down. `undefined` ends the outage. */
  setOutage(error: Error | undefined): void {
    this.#outage = error
  }

  /** Applies the faults that are planned for a call. */
  async apply(operation: FakeOperation, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted()
    if (this.#outage !== undefined) throw this.#outage
    const delayMs = this.#delaysMs.get(operation)
    if (delayMs !== undefined) await orAbort(sleep(delayMs, signal), signal)
    const fault = this.#planned.get(operation)?.shift()
    if (fault?.kind === 'fail') throw fault.error
    if (fault?.kind === 'hang') await orAbort(fault.until, signal)
  }

  #plan(operation: FakeOperation, fault: Fault): void {
    const faults = this.#planned.get(operation) ?? []
    faults.push(fault)
    this.#planned.set(operation, faults)
  }
}

function sleep(delayMs: number, signal: AbortSignal | undefined): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(() => resolve(), delayMs)
  signal?.addEventListener('abort', () => clearTimeout(timer), { once: true })
  return promise
}

/** Settles with `work`, or rejects with the signal's reason when it aborts first. */
async function orAbort<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work
  signal.throwIfAborted()
  const aborted = Promise.withResolvers<never>()
  const onAbort = (): void => aborted.reject(signal.reason)
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.race([work, aborted.promise])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}
