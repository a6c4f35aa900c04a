import type { Browser, Page } from '@playwright/test'
import type { NetworkGate } from '../../e2e/terminal-harness/network-gate.ts'
import { PROMPT, type Contestant, type Wire } from './contestant.ts'
import { measureEcho } from './measure-echo.ts'
import { measureFirstSize } from './measure-first-size.ts'
import { measureFlood, measureServerFlood } from './measure-flood.ts'
import { measureHidden } from './measure-hidden.ts'
import { measureInterrupt } from './measure-interrupt.ts'
import { measureKeys } from './measure-keys.ts'
import { measureReload } from './measure-reload.ts'
import { measureNetworkReturn } from './measure-return.ts'
import type { Results, Scale } from './results.ts'

type Racer = Contestant & { gate: NetworkGate }

export interface Entry {
  racer: Racer
  results: Results
}

export interface Bench {
  browser: Browser
  scale: Scale
  /** Runs one measurement; what it cannot measure it says, and the others go on. */
  attempt: <T>(name: string, measure: () => Promise<T>) => Promise<T | undefined>
}

interface Measurement {
  name: string
  /** How often in turn. */
  times?: number
  /** Adds to `results`; what it returns is shown while the bench runs. */
  measure: (racer: Racer, results: Results, bench: Bench) => Promise<unknown>
}

/** The short ones come round again, so that a slow half minute of the machine meets everybody. */
const TURNS = 3

const MEASUREMENTS: readonly Measurement[] = [
  {
    name: 'T1',
    times: TURNS,
    measure: (racer, { echoMs }, { scale }) =>
      onWire(racer, async (wire) => add(echoMs, await measureEcho(wire, scale.keys))),
  },
  {
    name: 'T2',
    times: TURNS,
    measure: (racer, { keysMs }, bench) =>
      onPage(racer, bench, async (page) => add(keysMs, await measureKeys(page, bench.scale.keys))),
  },
  {
    name: 'T3',
    times: TURNS,
    measure: (racer, { keysUnderFloodMs }, bench) =>
      onPage(racer, bench, async (page) => {
        const took = await besideFlood(racer, () => measureKeys(page, bench.scale.keys / 2))
        return add(keysUnderFloodMs, took)
      }),
  },
  {
    name: 'T4',
    measure: (racer, { interruptMs }, bench) =>
      onPage(racer, bench, async (page) => {
        const { rounds, floodSeconds } = bench.scale
        return add(interruptMs, await measureInterrupt(page, { rounds, floodMs: floodSeconds * 1_000 }))
      }),
  },
  {
    name: 'T5',
    times: TURNS,
    measure: (racer, { floods }, bench) =>
      onPage(racer, bench, async (page) => add(floods, [await measureFlood(page)])),
  },
  {
    name: 'T5 server',
    times: TURNS,
    measure: (racer, { serverFloodMBs }) =>
      onWire(racer, async (wire) => add(serverFloodMBs, [await measureServerFlood(wire)])),
  },
  {
    name: 'T6',
    measure: (racer, { networkReturns }, bench) =>
      onPage(racer, bench, async (page) => {
        // The first that brings another shell is the last: then there is nothing more to measure.
        while (networkReturns.length < bench.scale.rounds && networkReturns.at(-1)?.isSameShell !== false)
          networkReturns.push(await measureNetworkReturn(page, racer.gate))
        return networkReturns
      }),
  },
  {
    name: 'T7',
    measure: (racer, { reloadMs }, bench) =>
      onPage(racer, bench, async (page) => add(reloadMs, await measureReload(page))),
  },
  {
    name: 'T8',
    measure: (racer, results, bench) =>
      onPage(racer, bench, async (page) => {
        results.hidden = await measureHidden(page, bench.scale.hiddenSeconds * 1_000)
        return results.hidden
      }),
  },
  {
    name: 'T10',
    measure: async (racer, results, { scale }) => {
      results.firstSize = { right: await measureFirstSize(racer, scale.shells), of: scale.shells }
      return results.firstSize
    },
  },
]

/** Everything that is measured of every contestant in the same way: one figure of each, then the next figure, for the machine is faster in one minute than in another. */
export async function measureInTurn(entries: readonly Entry[], bench: Bench): Promise<void> {
  for (const { name, times = 1, measure } of MEASUREMENTS) {
    for (let turn = 0; turn < times; turn++) {
      for (const { racer, results } of entries)
        await bench.attempt(`${racer.name} ${name}`, () => measure(racer, results, bench))
    }
  }
}

async function onPage<T>(racer: Racer, { browser }: Bench, measure: (page: Page) => Promise<T>): Promise<T> {
  await using open = await racer.openPage(browser)
  return await measure(open.page)
}

async function onWire<T>(racer: Racer, measure: (wire: Wire) => Promise<T>): Promise<T> {
  await using wire = await racer.openWire()
  return await measure(wire)
}

/** With `yes` in another shell. It is ended afterwards: a peer's shells outlive their sockets, and the next to be measured would have it beside them. */
async function besideFlood<T>(racer: Racer, measure: () => Promise<T>): Promise<T> {
  return onWire(racer, async ({ type, output }) => {
    type('yes\r')
    try {
      return await measure()
    } finally {
      type('\u0003')
      await output.until('a prompt', () => PROMPT.test(output.tail))
    }
  })
}

function add<T>(list: T[], found: readonly T[]): readonly T[] {
  list.push(...found)
  return found
}
