/**
 * Faults that can occur at a step. `killed ...`: SIGKILL of the server before, during or after the request. `reset ...`: the connection
 * breaks before or after Docker carries the request out. `docker killed`: SIGKILL of the daemon.
 */
export const FAULTS = [
  'killed before',
  'killed during',
  'killed after',
  'reset before',
  'reset after',
  'hang',
  'error',
  'disk full',
  'docker killed',
] as const
export type Fault = (typeof FAULTS)[number]

/** One request to Docker or one write to the database. */
export interface Step {
  place: 'docker' | 'database'
  name: string
}

/** The database is a file, so a write to it has no connection and no time in transit. */
const DATABASE_FAULTS: ReadonlySet<Fault> = new Set(['killed before', 'killed after', 'error', 'disk full'])

export function canOccur(fault: Fault, { place }: Step): boolean {
  return place === 'docker' || DATABASE_FAULTS.has(fault)
}

/** Counts the steps of an operation, and decides at which of them the planned fault occurs. */
export class FaultPlan {
  /** The steps since `start`. */
  readonly steps: Step[] = []
  #planned: { at: number; fault: Fault } | undefined
  #isCounting = false

  start(planned?: { at: number; fault: Fault }): void {
    this.#planned = planned
    this.#isCounting = true
  }

  stop(): void {
    this.#isCounting = false
  }

  /** Counts a step that is about to run. Returns the fault that must occur at it. */
  next(step: Step): Fault | undefined {
    if (!this.#isCounting) return undefined
    this.steps.push(step)
    return this.#planned?.at === this.steps.length - 1 ? this.#planned.fault : undefined
  }
}
