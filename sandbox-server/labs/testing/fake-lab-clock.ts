import { FakeClock } from '#server/terminals/testing/fake-clock.ts'
import type { LabClock } from '../lab-clock.ts'

/** Both clocks of a test; `jump` moves the wall clock alone, as an operator who sets the time does. */
export class FakeLabClock extends FakeClock implements LabClock {
  #offset = 1_700_000_000_000

  wallNow(): number {
    return this.#offset + this.now()
  }

  jump(milliseconds: number): void {
    this.#offset += milliseconds
  }
}
