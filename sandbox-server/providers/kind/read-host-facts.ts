/** Measures the machine of the server. */
import { readFile, stat, statfs } from 'node:fs/promises'
import { availableParallelism, freemem, totalmem } from 'node:os'
import { dirname } from 'node:path'
import type { HostFacts } from '#server/providers/host-facts.ts'

export type MachineFacts = Omit<HostFacts, 'freeSubnets'>

/** Measures this machine. `dataFolder` contains Docker's volumes; undefined when it is unknown. */
export async function readMachineFacts(dataFolder: string | undefined): Promise<MachineFacts> {
  const [meminfo, loadavg, pidMax, threadsMax, inotify] = await Promise.all(
    [
      '/proc/meminfo',
      '/proc/loadavg',
      '/proc/sys/kernel/pid_max',
      '/proc/sys/kernel/threads-max',
      '/proc/sys/fs/inotify/max_user_instances',
    ].map((path) => readFile(path, 'utf8').catch(() => '')),
  )
  return {
    processors: availableParallelism(),
    memory: parseMemory(meminfo ?? ''),
    disk: dataFolder === undefined ? undefined : await measureDisk(dataFolder),
    threads: parseThreads(loadavg ?? '', [pidMax ?? '', threadsMax ?? '']),
    inotifyInstances: parseNumber(inotify ?? ''),
  }
}

/** Uses `MemAvailable`, which unlike free memory includes reclaimable page cache. */
export function parseMemory(meminfo: string): HostFacts['memory'] {
  const bytesOf = (name: string) => parseNumber(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(meminfo)?.[1] ?? '')
  const totalKib = bytesOf('MemTotal')
  const availableKib = bytesOf('MemAvailable')
  return {
    totalBytes: totalKib === undefined ? totalmem() : totalKib * 1024,
    availableBytes: availableKib === undefined ? freemem() : availableKib * 1024,
  }
}

/** The fourth field of /proc/loadavg has the running and all threads of the machine. */
export function parseThreads(loadavg: string, limits: readonly string[]): HostFacts['threads'] {
  const used = parseNumber(/^\S+ \S+ \S+ \d+\/(\d+) /.exec(loadavg)?.[1] ?? '')
  const known = limits.map(parseNumber).filter((limit) => limit !== undefined)
  return used === undefined || known.length === 0 ? undefined : { max: Math.min(...known), used }
}

async function measureDisk(folder: string): Promise<HostFacts['disk']> {
  const { bavail, blocks, bsize } = await statfs(await nearestReadable(folder))
  return { totalBytes: blocks * bsize, freeBytes: bavail * bsize }
}

/** Only root can read Docker's folder. A parent folder is nearly always on the same disk. */
async function nearestReadable(folder: string): Promise<string> {
  try {
    await stat(folder)
    return folder
  } catch {
    return folder === '/' ? folder : nearestReadable(dirname(folder))
  }
}

function parseNumber(text: string): number | undefined {
  const number = Number.parseInt(text, 10)
  return Number.isNaN(number) ? undefined : number
}
