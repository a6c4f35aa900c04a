import type { Flood } from './measure-flood.ts'
import type { Hidden } from './measure-hidden.ts'
import type { Memory } from './measure-memory.ts'
import type { Return } from './measure-return.ts'

/** What was measured of one contestant. What is absent could not be measured of it; the run has said why. */
export interface Results {
  name: string
  echoMs?: readonly number[] | undefined
  keysMs?: readonly number[] | undefined
  keysUnderFloodMs?: readonly number[] | undefined
  interruptMs?: readonly number[] | undefined
  flood?: Flood | undefined
  serverFloodMBs?: number | undefined
  networkReturns?: readonly Return[] | undefined
  reloadMs?: readonly (number | undefined)[] | undefined
  hidden?: Hidden | undefined
  restarts?: readonly Return[] | undefined
  firstSize?: { right: number; of: number } | undefined
  memory?: (Memory & { terminals: number }) | undefined
}

/** How much is measured; the page of results says so. */
export interface Scale {
  keys: number
  floodSeconds: number
  rounds: number
  hiddenSeconds: number
  shells: number
}
