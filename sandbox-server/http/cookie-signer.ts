import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const KEY_BYTES = 32

/** Signs cookie values, so that a client cannot forge them. */
export class CookieSigner {
  readonly #key: Buffer

  constructor(key: Buffer) {
    this.#key = key
  }

  /** `value` must not have a dot. A signature is valid for its purpose only. */
  sign(purpose: string, value: string): string {
    return `${value}.${this.#mac(purpose, value).toString('base64url')}`
  }

  /** Returns the value, or undefined for an invalid signature. */
  verify(purpose: string, signed: string | undefined): string | undefined {
    const [value, mac, ...rest] = signed?.split('.') ?? []
    if (value === undefined || mac === undefined || rest.length > 0) return undefined
    const expected = this.#mac(purpose, value)
    const given = Buffer.from(mac, 'base64url')
    return given.length === expected.length && timingSafeEqual(given, expected) ? value : undefined
  }

  /** A keyed hash: shows whether two values are equal, without the value. */
  digest(purpose: string, value: string): string {
    return this.#mac(purpose, value).toString('base64url').slice(0, 22)
  }

  #mac(purpose: string, value: string): Buffer {
    return createHmac('sha256', this.#key).update(`${purpose}\0${value}`).digest()
  }
}

/** Reads the key of this data folder and creates it at the first start. Without it, every browser starts as a new learner. */
export async function loadCookieKey(dataFolder: string): Promise<Buffer> {
  const path = join(dataFolder, 'cookie.key')
  await mkdir(dataFolder, { recursive: true, mode: 0o700 })
  await writeFile(path, randomBytes(KEY_BYTES), { flag: 'wx', mode: 0o600 }).catch((error: unknown) => {
    if (!isFileExists(error)) throw error
  })
  await chmod(path, 0o600)
  const key = await readFile(path)
  if (key.length !== KEY_BYTES)
    throw new Error(`${path} is not a key of ${KEY_BYTES} bytes; remove it to get a new one`)
  return key
}

function isFileExists(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST'
}
