/** Links that give one browser access to a server on loopback. Each has a secret and works once. */
import { createHash, randomBytes } from 'node:crypto'
import { chmod, mkdir, readdir, readFile, rm, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export const LINK_MINUTES = 15

const LINK_MS = LINK_MINUTES * 60_000

/** Each link is a file in `links/` of the data folder. Its name is the hash of the secret, so that the folder does not reveal a secret. */
export class AccessLinks {
  readonly #folder: string
  readonly #wallNow: () => number

  constructor(dataFolder: string, wallNow: () => number) {
    this.#folder = join(dataFolder, 'links')
    this.#wallNow = wallNow
  }

  /** Returns the secret of a new link. A server of this data folder accepts it, also one that starts later. */
  async create(): Promise<string> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 })
    await chmod(this.#folder, 0o700)
    await this.#removeExpired()
    const secret = randomBytes(32).toString('base64url')
    await writeFile(this.#path(secret), String(this.#wallNow() + LINK_MS), { flag: 'wx', mode: 0o600 })
    return secret
  }

  /** Whether the link was valid. Of two calls at the same time one gets true, because a file can be removed once. */
  async redeem(secret: string): Promise<boolean> {
    const path = this.#path(secret)
    try {
      const expiresAt = Number(await readFile(path, 'utf8'))
      await unlink(path)
      return expiresAt > this.#wallNow()
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false
      throw error
    }
  }

  #path(secret: string): string {
    return join(this.#folder, createHash('sha256').update(secret).digest('hex'))
  }

  async #removeExpired(): Promise<void> {
    for (const name of await readdir(this.#folder)) {
      const path = join(this.#folder, name)
      const expiresAt = Number(await readFile(path, 'utf8').catch(() => ''))
      if (expiresAt <= this.#wallNow()) await rm(path, { force: true })
    }
  }
}

/** The address that the operator opens. @param origin as browsers on this machine open the site */
export function linkUrl(origin: string, secret: string): string {
  const url = new URL('/access', origin)
  url.searchParams.set('secret', secret)
  return url.href
}
