import type { Flood } from './measure-flood.ts'
import type { Hidden } from './measure-hidden.ts'
import type { Memory } from './measure-memory.ts'
import type { Return } from './measure-return.ts'

/** Results of one candidate. Empty or absent ones could not be measured; the output of the run has the reason. */
export interface Results {
  readonly name: string
  readonly echoMs: number[]
  readonly keysMs: number[]
  readonly keysUnderFloodMs: number[]
  readonly interruptMs: number[]
  readonly floods: Flood[]
  readonly serverFloodMBs: number[]
  readonly networkReturns: Return[]
  /** For each program; undefined if the shell was lost. */
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

/** Amount of measurements; the results page shows it. */
export interface Scale {
  keys: number
  floodSeconds: number
  rounds: number
  hiddenSeconds: number
  shells: number
}
