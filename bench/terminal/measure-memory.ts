import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { MeasuredTerminal } from './measured-terminal.ts'

const SETTLE_MS = 2_000

export interface Memory {
  perTerminalMiB: number
  totalMiB: number
}

/** T11: growth and size of the server's memory with many idle terminals. */
export async function measureMemory(candidates: readonly MeasuredTerminal[], each: number): Promise<Memory> {
  const pid = candidates[0]?.serverPid ?? 0
  const before = await residentMiB(pid)
  await using wires = new AsyncDisposableStack()
  for (const candidate of candidates) {
    for (let count = 0; count < each; count++) wires.use(await candidate.openWire())
  }
  await sleep(SETTLE_MS)
  const totalMiB = await residentMiB(pid)
  return { perTerminalMiB: (totalMiB - before) / (candidates.length * each), totalMiB }
}

/** Memory of a process. */
export async function residentMiB(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1_024
}
