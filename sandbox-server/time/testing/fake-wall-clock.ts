import { FakeClock } from './fake-clock.ts'
import type { WallClock } from '#server/time/wall-clock.ts'

/** Both clocks of a test; `jump` moves the wall clock alone, as an operator who sets the time does. */
export class FakeWallClock extends FakeClock implements WallClock {
  #offset = 1_700_000_000_000

  wallNow(): number {
    return this.#offset + this.now()
  }

  jump(milliseconds: number): void {
    this.#offset += milliseconds
  }
}
