import { createHash } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** A file in the cache with the hash of the inputs of the last build in this checkout. */
export class Stamp {
  private readonly path: string

  constructor(options: { cacheFolder: string; checkout: string; name: string }) {
    const place = createHash('sha256').update(options.checkout).digest('hex').slice(0, 16)
    this.path = join(options.cacheFolder, 'stamps', `${options.name}-${place}`)
  }

  async matches(inputs: string): Promise<boolean> {
    return (await readFile(this.path, 'utf8').catch(() => '')) === inputs
  }

  /** Call it before a build starts, so that an interrupted build does not count as finished. */
  async clear(): Promise<void> {
    await rm(this.path, { force: true })
  }

  async write(inputs: string): Promise<void> {
    await mkdir(dirname(this.path), { recursive: true })
    await writeFile(this.path, inputs)
  }
}
