import type { Browser, Page } from '@playwright/test'
import type { NetworkGate } from '../../e2e/terminal-harness/network-gate.ts'
import type { Contestant } from './contestant.ts'
import { measureEcho } from './measure-echo.ts'
import { measureFirstSize } from './measure-first-size.ts'
import { measureFlood, measureServerFlood } from './measure-flood.ts'
import { measureHidden } from './measure-hidden.ts'
import { measureInterrupt } from './measure-interrupt.ts'
import { measureKeys } from './measure-keys.ts'
import { measureReload } from './measure-reload.ts'
import { measureNetworkReturn, type Return } from './measure-return.ts'
import type { Results, Scale } from './results.ts'

export interface Bench {
  browser: Browser
  scale: Scale
  /** Runs one measurement; what it cannot measure it says, and the others go on. */
  attempt: <T>(name: string, measure: () => Promise<T>) => Promise<T | undefined>
}

/** Everything that is measured of every contestant in the same way. */
export async function measureContestant(
  contestant: Contestant & { gate: NetworkGate },
  { browser, scale, attempt }: Bench,
): Promise<Results> {
  const onPage = async <T>(name: string, measure: (page: Page) => Promise<T>): Promise<T | undefined> =>
    attempt(`${contestant.name} ${name}`, async () => {
      await using open = await contestant.openPage(browser)
      return await measure(open.page)
    })
  const onWire = <T>(name: string, measure: () => Promise<T>): Promise<T | undefined> =>
    attempt(`${contestant.name} ${name}`, measure)

  const results = {
    echoMs: await onWire('T1', async () => {
      await using wire = await contestant.openWire()
      return await measureEcho(wire, scale.keys)
    }),
    keysMs: await onPage('T2', (page) => measureKeys(page, scale.keys)),
    keysUnderFloodMs: await onPage('T3', (page) => measureUnderFlood(contestant, page, scale.keys / 2)),
    interruptMs: await onPage('T4', (page) =>
      measureInterrupt(page, { rounds: scale.rounds, floodMs: scale.floodSeconds * 1_000 }),
    ),
    flood: await onPage('T5', measureFlood),
    serverFloodMBs: await onWire('T5 server', async () => {
      await using wire = await contestant.openWire()
      return await measureServerFlood(wire)
    }),
    networkReturns: await onPage('T6', (page) => measureReturns(page, contestant.gate, scale.rounds)),
    reloadMs: await onPage('T7', measureReload),
    hidden: await onPage('T8', (page) => measureHidden(page, scale.hiddenSeconds * 1_000)),
    firstSize: await onWire('T10', async () => ({
      right: await measureFirstSize(contestant, scale.shells),
      of: scale.shells,
    })),
  }
  return { name: contestant.name, ...results }
}

async function measureUnderFlood(contestant: Contestant, page: Page, keys: number): Promise<number[]> {
  await using flood = await contestant.openWire()
  flood.type('yes\r')
  return await measureKeys(page, keys)
}

/** Ends at the first round that brings another shell: then there is nothing more to measure. */
async function measureReturns(page: Page, gate: NetworkGate, rounds: number): Promise<Return[]> {
  const returns: Return[] = []
  while (returns.length < rounds && returns.at(-1)?.isSameShell !== false) {
    returns.push(await measureNetworkReturn(page, gate))
  }
  return returns
}
