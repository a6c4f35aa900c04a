import { stat, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Machine } from './machine.ts'
import { SetupError } from './setup-error.ts'
import type { Outcome } from './step-reporter.ts'

/** Enough for the node image, the build cache, and a few clusters. */
export const LEAST_FREE_GIB = 10

export interface FreeSpace {
  folder: string
  freeGib: number
}

/** Free space of Docker's folder; undefined if Docker is on another machine. */
export async function measureDockerSpace(machine: Machine): Promise<FreeSpace | undefined> {
  const { exitCode, stdout } = await machine.run(['docker', 'info', '--format', '{{.DockerRootDir}}'], {
    timeoutMs: 10_000,
  })
  const isElsewhere = machine.dockerHost !== undefined && !machine.dockerHost.startsWith('unix:')
  if (exitCode !== 0 || isElsewhere) return undefined
  const folder = await nearestReadable(stdout.trim())
  const { bavail, bsize } = await statfs(folder)
  return { folder, freeGib: (bavail * bsize) / 2 ** 30 }
}

/** Only root can read Docker's folder. A folder above it is nearly always on the same disk. */
async function nearestReadable(folder: string): Promise<string> {
  try {
    await stat(folder)
    return folder
  } catch {
    return folder === '/' ? folder : nearestReadable(dirname(folder))
  }
}

export async function ensureDiskSpace(machine: Machine): Promise<Outcome<void>> {
  const space = await measureDockerSpace(machine)
  if (space === undefined)
    return { value: undefined, text: 'not measured, Docker is on another machine', mark: 'warned' }
  const text = `${space.freeGib.toFixed(1)} GiB free in ${space.folder}`
  if (space.freeGib < LEAST_FREE_GIB) {
    throw new SetupError(`Only ${text}, and Kindlab needs ${LEAST_FREE_GIB} GiB`, {
      remedy: 'free some space (docker system df shows its use), then run this again',
    })
  }
  return { value: undefined, text, mark: 'unchanged' }
}
