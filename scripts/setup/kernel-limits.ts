import { readFile, writeFile } from 'node:fs/promises'
import type { Outcome } from './step-reporter.ts'

export interface KernelLimit {
  /** As sysctl(8) names it. */
  key: string
  least: number
  reason: string
}

export const KERNEL_LIMITS: readonly KernelLimit[] = [
  {
    key: 'fs.inotify.max_user_instances',
    least: 8192,
    reason: 'a cluster uses about a hundred, and the usual 128 are shared by all',
  },
  { key: 'fs.inotify.max_user_watches', least: 1_048_576, reason: 'kubelet and containerd watch many files' },
  { key: 'kernel.pid_max', least: 4_194_304, reason: 'a cluster runs 400 to 500 threads' },
]

/** Where the kernel shows a setting. */
function sysctlPath(key: string): string {
  return `/proc/sys/${key.replaceAll('.', '/')}`
}

export function sysctlCommand(limits: readonly KernelLimit[]): string {
  return `sudo sysctl -w ${limits.map(({ key, least }) => `${key}=${least}`).join(' ')}`
}

/** Limits of this machine that are below what Kindlab asks for. */
export async function findLowLimits(): Promise<KernelLimit[]> {
  const values = await Promise.all(KERNEL_LIMITS.map(({ key }) => readLimit(key)))
  return KERNEL_LIMITS.filter((limit, index) => (values[index] ?? 0) < limit.least)
}

async function readLimit(key: string): Promise<number> {
  return Number.parseInt(await readFile(sysctlPath(key), 'utf8').catch(() => '0'), 10)
}

/** Raises what is too low, where that is allowed. Few clusters work with low limits too, so this never fails. */
export async function raiseKernelLimits(): Promise<Outcome<void>> {
  const low = await findLowLimits()
  if (low.length === 0) return { value: undefined, text: 'high enough', mark: 'unchanged' }
  await Promise.all(low.map(({ key, least }) => writeFile(sysctlPath(key), `${least}\n`).catch(() => {})))
  const stillLow = await findLowLimits()
  if (stillLow.length === 0) {
    return {
      value: undefined,
      text: `raised ${low.map(({ key }) => key).join(', ')} (until the next start of this machine)`,
      mark: 'done',
    }
  }
  const text = `too low for more than a few clusters; to raise: ${sysctlCommand(stillLow)}`
  return { value: undefined, text, mark: 'warned' }
}
