import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const NAME = /^[a-z0-9][a-z0-9-]{0,30}$/

/**
 * Name of this installation; it labels all Docker objects of this server. Without a configured name, the first start generates one and
 * stores it in the data folder. A server with another data folder is another instance and never touches these objects.
 */
export async function resolveInstance(dataFolder: string, configured: string | undefined): Promise<string> {
  if (configured !== undefined) return configured
  const path = join(dataFolder, 'instance')
  const stored = await readFile(path, 'utf8').catch(() => undefined)
  if (stored !== undefined) return requireName(stored.trim(), path)
  const generated = `kindlab-${randomBytes(4).toString('hex')}`
  await mkdir(dataFolder, { recursive: true, mode: 0o700 })
  await writeFile(path, `${generated}\n`, { flag: 'wx' })
  return generated
}

function requireName(name: string, path: string): string {
  if (!NAME.test(name))
    throw new Error(`${path} holds no valid instance name; set KINDLAB_INSTANCE, or remove the file`)
  return name
}
