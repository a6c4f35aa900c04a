import { stat, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Machine } from './machine.ts'
import { SetupError } from './setup-error.ts'
import type { Outcome } from './step-reporter.ts'

/** The node image, what building it leaves behind, and a few clusters. */
export const LEAST_FREE_GIB = 10

export interface FreeSpace {
  folder: string
  freeGib: number
}

/** Free space where Docker keeps images and volumes; undefined where that is on another machine. */
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

/** Docker's folder is closed to everybody but root; the folder above is on the same disk nearly always. */
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
  if (space === undefined) return { value: undefined, text: 'not measured, Docker is elsewhere', mark: 'warned' }
  const text = `${space.freeGib.toFixed(1)} GiB free in ${space.folder}`
  if (space.freeGib < LEAST_FREE_GIB) {
    throw new SetupError(`Only ${text}, and Kindlab needs ${LEAST_FREE_GIB} GiB`, {
      remedy: 'docker system df shows what takes the room; free some, then run this again',
    })
  }
  return { value: undefined, text, mark: 'unchanged' }
}
