import type { TerminalId } from '#protocol/control.ts'
import type { Clock } from './clock.ts'
import { Recorder } from './recorder.ts'

/** The recorder of each terminal of a page. */
export class Recorders {
  readonly #clock: Clock
  readonly #all = new Map<TerminalId, Recorder>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  of(id: TerminalId): Recorder
  of(id: TerminalId | undefined): Recorder | undefined
  of(id: TerminalId | undefined): Recorder | undefined {
    if (id === undefined) return undefined
    const known = this.#all.get(id)
    if (known !== undefined) return known
    const recorder = new Recorder(this.#clock)
    this.#all.set(id, recorder)
    return recorder
  }
}
