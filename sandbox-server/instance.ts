import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const NAME = /^[a-z0-9][a-z0-9-]{0,30}$/

/**
 * The name under which this server's Docker objects are found again: the configured one, else the one kept in the data folder, made up at
 * the first start. A server with another data folder is another instance and never touches these objects.
 */
export async function resolveInstance(dataFolder: string, configured: string | undefined): Promise<string> {
  if (configured !== undefined) return configured
  const path = join(dataFolder, 'instance')
  const kept = await readFile(path, 'utf8').catch(() => undefined)
  if (kept !== undefined) return requireName(kept.trim(), path)
  const made = `kindlab-${randomBytes(4).toString('hex')}`
  await mkdir(dataFolder, { recursive: true, mode: 0o700 })
  await writeFile(path, `${made}\n`, { flag: 'wx' })
  return made
}

function requireName(name: string, path: string): string {
  if (!NAME.test(name))
    throw new Error(`${path} holds no name of an instance; set KINDLAB_INSTANCE, or remove the file`)
  return name
}
