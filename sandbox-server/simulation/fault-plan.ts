/** What can go wrong at a step. `killed` is the server by SIGKILL, `docker killed` the daemon. */
export const FAULTS = [
  'killed before',
  'killed on the way',
  'killed after',
  'reset before',
  'reset after',
  'hang',
  'error',
  'disk full',
  'docker killed',
] as const
export type Fault = (typeof FAULTS)[number]

/** One request to Docker or one change of the database. */
export interface Step {
  place: 'docker' | 'database'
  name: string
}

/** A database is a file: it is not on its way anywhere, and no connection to it is cut. */
const OF_DATABASE: ReadonlySet<Fault> = new Set(['killed before', 'killed after', 'error', 'disk full'])

export function canHappen(fault: Fault, { place }: Step): boolean {
  return place === 'docker' || OF_DATABASE.has(fault)
}

/** Counts the steps from a moment on, and says at which of them something goes wrong. */
export class FaultPlan {
  /** The steps since `begin`. */
  readonly steps: Step[] = []
  #planned: { at: number; fault: Fault } | undefined
  #isCounting = false

  begin(planned?: { at: number; fault: Fault }): void {
    this.#planned = planned
    this.#isCounting = true
  }

  end(): void {
    this.#isCounting = false
  }

  /** What goes wrong at the step that begins now. */
  next(step: Step): Fault | undefined {
    if (!this.#isCounting) return undefined
    this.steps.push(step)
    return this.#planned?.at === this.steps.length - 1 ? this.#planned.fault : undefined
  }
}
