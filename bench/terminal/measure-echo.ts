import { setTimeout as sleep } from 'node:timers/promises'
import type { Wire } from './measured-terminal.ts'

const PAUSE_MS = 10
/** Short enough for one line of the shell. */
const LINE_KEYS = 40
const CLEAR_LINE = '\u0015'

/** Warm-up, since a new server runs slowly until its code is compiled. */
const WARM_UP_KEYS = 400

/** T1: from a key on the wire to the byte that bash echoes, in milliseconds. */
export async function measureEcho({ output, type }: Wire, keys: number): Promise<number[]> {
  const took: number[] = []
  while (took.length < WARM_UP_KEYS + keys) {
    if (took.length % LINE_KEYS === 0) {
      type(CLEAR_LINE)
      await sleep(50)
    }
    const echoed = output.next()
    const startedAt = performance.now()
    type('x')
    await echoed
    took.push(performance.now() - startedAt)
    await sleep(PAUSE_MS)
  }
  type(CLEAR_LINE)
  return took.slice(WARM_UP_KEYS)
}
