import { createHash } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** A file in the cache that remembers from which inputs something in this checkout was last made. */
export class Stamp {
  private readonly path: string

  constructor(options: { cacheFolder: string; checkout: string; name: string }) {
    const place = createHash('sha256').update(options.checkout).digest('hex').slice(0, 16)
    this.path = join(options.cacheFolder, 'stamps', `${options.name}-${place}`)
  }

  async matches(inputs: string): Promise<boolean> {
    return (await readFile(this.path, 'utf8').catch(() => '')) === inputs
  }

  /** To be called before the making begins: what is half made must not look finished. */
  async clear(): Promise<void> {
    await rm(this.path, { force: true })
  }

  async write(inputs: string): Promise<void> {
    await mkdir(dirname(this.path), { recursive: true })
    await writeFile(this.path, inputs)
  }
}
