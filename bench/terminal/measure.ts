import type { Browser, Page } from '@playwright/test'
import type { NetworkProxy } from '../../e2e/terminal-harness/network-proxy.ts'
import { PROMPT, type MeasuredTerminal, type Wire } from './measured-terminal.ts'
import { measureEcho } from './measure-echo.ts'
import { measureFirstSize } from './measure-first-size.ts'
import { measureFlood, measureServerFlood } from './measure-flood.ts'
import { measureHidden } from './measure-hidden.ts'
import { measureInterrupt } from './measure-interrupt.ts'
import { measureKeys } from './measure-keys.ts'
import { measureReload } from './measure-reload.ts'
import { measureNetworkReturn } from './measure-return.ts'
import type { Results, Scale } from './results.ts'

type Candidate = MeasuredTerminal & { proxy: NetworkProxy }

export interface Entry {
  candidate: Candidate
  results: Results
}

export interface Bench {
  browser: Browser
  scale: Scale
  /** Runs one measurement. Reports a failure and continues with the next. */
  attempt: <T>(name: string, measure: () => Promise<T>) => Promise<T | undefined>
}

interface Measurement {
  name: string
  /** Number of rounds. */
  times?: number
  /** Adds to `results`. Returns a summary for the output of the run. */
  measure: (candidate: Candidate, results: Results, bench: Bench) => Promise<unknown>
}

/** Short measurements run in several rounds, so that slow periods of the machine affect every candidate. */
const TURNS = 3

const MEASUREMENTS: readonly Measurement[] = [
  {
    name: 'T1',
    times: TURNS,
    measure: (candidate, { echoMs }, { scale }) =>
      onWire(candidate, async (wire) => add(echoMs, await measureEcho(wire, scale.keys))),
  },
  {
    name: 'T2',
    times: TURNS,
    measure: (candidate, { keysMs }, bench) =>
      onPage(candidate, bench, async (page) => add(keysMs, await measureKeys(page, bench.scale.keys))),
  },
  {
    name: 'T3',
    times: TURNS,
    measure: (candidate, { keysUnderFloodMs }, bench) =>
      onPage(candidate, bench, async (page) => {
        const took = await besideFlood(candidate, () => measureKeys(page, bench.scale.keys / 2))
        return add(keysUnderFloodMs, took)
      }),
  },
  {
    name: 'T4',
    measure: (candidate, { interruptMs }, bench) =>
      onPage(candidate, bench, async (page) => {
        const { rounds, floodSeconds } = bench.scale
        return add(interruptMs, await measureInterrupt(page, { rounds, floodMs: floodSeconds * 1_000 }))
      }),
  },
  {
    name: 'T5',
    times: TURNS,
    measure: (candidate, { floods }, bench) =>
      onPage(candidate, bench, async (page) => add(floods, [await measureFlood(page)])),
  },
  {
    name: 'T5 server',
    times: TURNS,
    measure: (candidate, { serverFloodMBs }) =>
      onWire(candidate, async (wire) => add(serverFloodMBs, [await measureServerFlood(wire)])),
  },
  {
    name: 'T6',
    measure: (candidate, { networkReturns }, bench) =>
      onPage(candidate, bench, async (page) => {
        // A new shell ends this measurement, since the old one is lost.
        while (networkReturns.length < bench.scale.rounds && networkReturns.at(-1)?.isSameShell !== false)
          networkReturns.push(await measureNetworkReturn(page, candidate.proxy))
        return networkReturns
      }),
  },
  {
    name: 'T7',
    measure: (candidate, { reloadMs }, bench) =>
      onPage(candidate, bench, async (page) => add(reloadMs, await measureReload(page))),
  },
  {
    name: 'T8',
    measure: (candidate, results, bench) =>
      onPage(candidate, bench, async (page) => {
        results.hidden = await measureHidden(page, bench.scale.hiddenSeconds * 1_000)
        return results.hidden
      }),
  },
  {
    name: 'T10',
    measure: async (candidate, results, { scale }) => {
      results.firstSize = { right: await measureFirstSize(candidate, scale.shells), of: scale.shells }
      return results.firstSize
    },
  },
]

/**
 * Measurements for every candidate. Each runs for all candidates before the next starts, since the speed of the machine varies.
 *
 * @param only names of the measurements to run; undefined: all
 * @throws RangeError if no measurement has one of the names
 */
export async function measureInTurn(
  entries: readonly Entry[],
  bench: Bench,
  only: readonly string[] | undefined,
): Promise<void> {
  const names = MEASUREMENTS.map(({ name }) => name)
  for (const name of only ?? [])
    if (!names.includes(name)) throw new RangeError(`--only ${name}: the measurements are ${names.join(', ')}`)
  const chosen = MEASUREMENTS.filter(({ name }) => only?.includes(name) ?? true)
  for (const { name, times = 1, measure } of chosen) {
    for (let turn = 0; turn < times; turn++) {
      for (const { candidate, results } of entries)
        await bench.attempt(`${candidate.name} ${name}`, () => measure(candidate, results, bench))
    }
  }
}

async function onPage<T>(candidate: Candidate, { browser }: Bench, measure: (page: Page) => Promise<T>): Promise<T> {
  await using open = await candidate.openPage(browser)
  return await measure(open.page)
}

async function onWire<T>(candidate: Candidate, measure: (wire: Wire) => Promise<T>): Promise<T> {
  await using wire = await candidate.openWire()
  return await measure(wire)
}

/** Measures with `yes` in another shell, and ends it afterwards, since shells of peers outlive their sockets. */
async function besideFlood<T>(candidate: Candidate, measure: () => Promise<T>): Promise<T> {
  return onWire(candidate, async ({ type, output }) => {
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
