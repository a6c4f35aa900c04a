/** Kernel limits in a file of sysctl.d(5), so that they hold after a restart of the machine. */
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { KernelLimit } from '#server/capacity/kernel-limits.ts'

const LIMITS_FILE = '60-kindlab.conf'

export interface SysctlFolders {
  /** Folder of our file. */
  own: string
  /** All folders that are read when the machine starts. */
  all: readonly string[]
}

const SYSCTL_FOLDERS: SysctlFolders = {
  own: '/etc/sysctl.d',
  all: ['/etc/sysctl.d', '/run/sysctl.d', '/usr/local/lib/sysctl.d', '/usr/lib/sysctl.d', '/lib/sysctl.d'],
}

/**
 * Writes the limits that would be lower after a restart. A value is never lowered: a limit is left out if the current value is higher
 * than `least`, or if another file sets at least as much. Returns false if the file cannot be written.
 */
export async function persistLimits(
  limits: readonly { limit: KernelLimit; current: number }[],
  folders: SysctlFolders = SYSCTL_FOLDERS,
): Promise<boolean> {
  const configured = await readConfigured(folders)
  const needed = limits.filter(
    ({ limit, current }) => current <= limit.least && (configured.get(limit.key) ?? 0) < limit.least,
  )
  const text = formatLimits(needed.map(({ limit }) => limit))
  const path = join(folders.own, LIMITS_FILE)
  if (text === (await readFile(path, 'utf8').catch(() => ''))) return true
  const change = text === '' ? rm(path, { force: true }) : writeFile(path, text)
  return change.then(
    () => true,
    () => false,
  )
}

/** Removes the file; the running kernel is left as it is. Returns whether there was one. */
export async function forgetLimits(folders: SysctlFolders = SYSCTL_FOLDERS): Promise<boolean> {
  return rm(join(folders.own, LIMITS_FILE)).then(
    () => true,
    () => false,
  )
}

function formatLimits(limits: readonly KernelLimit[]): string {
  if (limits.length === 0) return ''
  const lines = limits.map(({ key, least, reason }) => `# ${reason}\n${key} = ${least}`)
  return `# Written by ./kindlab up; delete it to undo this at the next start of the machine.\n${lines.join('\n')}\n`
}

/** The highest value of each key in the other files. */
async function readConfigured({ own, all }: SysctlFolders): Promise<Map<string, number>> {
  const paths = await Promise.all(
    all.map(async (folder) => (await readdir(folder).catch(() => [])).map((name) => join(folder, name))),
  )
  const others = ['/etc/sysctl.conf', ...paths.flat()].filter((path) => path !== join(own, LIMITS_FILE))
  const texts = await Promise.all(others.map((path) => readFile(path, 'utf8').catch(() => '')))
  const configured = new Map<string, number>()
  for (const [, key = '', value = ''] of texts.join('\n').matchAll(/^\s*-?([\w./]+)\s*=\s*(\d+)\s*$/gm)) {
    const name = key.replaceAll('/', '.')
    configured.set(name, Math.max(configured.get(name) ?? 0, Number(value)))
  }
  return configured
}
