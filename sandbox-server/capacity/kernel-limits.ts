/** Limits of the kernel that are too low by default for more than a few clusters. */
import { readFile } from 'node:fs/promises'

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
    reason: 'a cluster uses about 100, and the default for all clusters is 128',
  },
  { key: 'fs.inotify.max_user_watches', least: 1_048_576, reason: 'kubelet and containerd watch many files' },
  { key: 'kernel.pid_max', least: 4_194_304, reason: 'a cluster runs 400 to 500 threads' },
]

/** The file of a kernel setting. */
export function sysctlPath(key: string): string {
  return `/proc/sys/${key.replaceAll('.', '/')}`
}

export function sysctlCommand(limits: readonly KernelLimit[]): string {
  return `sudo sysctl -w ${limits.map(({ key, least }) => `${key}=${least}`).join(' ')}`
}

/** Limits of this machine that are too low for Kindlab. */
export async function findLowLimits(): Promise<KernelLimit[]> {
  const values = await readLimits()
  return values.filter(({ limit, current }) => current < limit.least).map(({ limit }) => limit)
}

/** All limits with their current values. */
export async function readLimits(): Promise<{ limit: KernelLimit; current: number }[]> {
  return Promise.all(KERNEL_LIMITS.map(async (limit) => ({ limit, current: await readLimit(limit.key) })))
}

async function readLimit(key: string): Promise<number> {
  return Number.parseInt(await readFile(sysctlPath(key), 'utf8').catch(() => '0'), 10)
}
