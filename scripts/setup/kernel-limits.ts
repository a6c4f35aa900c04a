import { writeFile } from 'node:fs/promises'
import { findLowLimits, readLimits, sysctlCommand, sysctlPath } from '#server/capacity/kernel-limits.ts'
import { persistLimits } from './persist-limits.ts'
import type { Outcome } from './step-reporter.ts'

/** Raises low limits if permitted, also for the next start of the machine. Never fails, since a few clusters work with low limits too. */
export async function raiseKernelLimits(): Promise<Outcome<void>> {
  const low = await findLowLimits()
  await Promise.all(low.map(({ key, least }) => writeFile(sysctlPath(key), `${least}\n`).catch(() => {})))
  const stillLow = await findLowLimits()
  if (stillLow.length > 0) {
    const text = `too low for more than a few clusters; raise them: ${sysctlCommand(stillLow)}`
    return { value: undefined, text, mark: 'warned' }
  }
  const isPersistent = await persistLimits(await readLimits())
  if (low.length === 0) return { value: undefined, text: 'high enough', mark: 'unchanged' }
  const until = isPersistent ? '' : ' (until this machine restarts)'
  return { value: undefined, text: `raised ${low.map(({ key }) => key).join(', ')}${until}`, mark: 'done' }
}
