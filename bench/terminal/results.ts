import type { Flood } from './measure-flood.ts'
import type { Hidden } from './measure-hidden.ts'
import type { Memory } from './measure-memory.ts'
import type { Return } from './measure-return.ts'

/** What was measured of one contestant. What is empty or absent could not be measured of it; the run has said why. */
export interface Results {
  readonly name: string
  readonly echoMs: number[]
  readonly keysMs: number[]
  readonly keysUnderFloodMs: number[]
  readonly interruptMs: number[]
  readonly floods: Flood[]
  readonly serverFloodMBs: number[]
  readonly networkReturns: Return[]
  /** For each program; undefined: the shell was lost. */
  readonly reloadMs: (number | undefined)[]
  readonly restarts: Return[]
  hidden?: Hidden
  firstSize?: { right: number; of: number }
  memory?: Memory & { terminals: number }
}

export function noResults(name: string): Results {
  return {
    name,
    echoMs: [],
    keysMs: [],
    keysUnderFloodMs: [],
    interruptMs: [],
    floods: [],
    serverFloodMBs: [],
    networkReturns: [],
    reloadMs: [],
    restarts: [],
  }
}

/** How much is measured; the page of results says so. */
export interface Scale {
  keys: number
  floodSeconds: number
  rounds: number
  hiddenSeconds: number
  shells: number
}
