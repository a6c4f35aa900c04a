import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Contestant } from './contestant.ts'

const SETTLE_MS = 2_000

export interface Memory {
  perTerminalMiB: number
  totalMiB: number
}

/** T11: what the server's memory grows by for so many idle terminals, and what it is then. */
export async function measureMemory(contestants: readonly Contestant[], each: number): Promise<Memory> {
  const pid = contestants[0]?.serverPid ?? 0
  const before = await residentMiB(pid)
  await using wires = new AsyncDisposableStack()
  for (const contestant of contestants) {
    for (let count = 0; count < each; count++) wires.use(await contestant.openWire())
  }
  await sleep(SETTLE_MS)
  const totalMiB = await residentMiB(pid)
  return { perTerminalMiB: (totalMiB - before) / (contestants.length * each), totalMiB }
}

async function residentMiB(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1_024
}
