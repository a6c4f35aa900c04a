import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createPrivateKey, sign } from 'node:crypto'
import { SetupError } from '#scripts/setup/setup-error.ts'

export const CHECKSUMS_FILE = 'SHA256SUMS'

/** Hash of a file in hexadecimal digits. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/** Writes `SHA256SUMS` of all files below `folder`, as sha256sum(1) reads it. The files are sorted by name, as bytes. */
export async function writeChecksums(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const names = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .toSorted((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)))
  const lines: string[] = []
  for (const name of names) lines.push(`${await hashFile(join(folder, name))}  ${name}\n`)
  await writeFile(join(folder, CHECKSUMS_FILE), lines.join(''))
}

/** Signs `SHA256SUMS` with an Ed25519 key: `SHA256SUMS.sig` has the 64 bytes that `openssl pkeyutl -verify -rawin` reads. */
export async function signChecksums(folder: string, keyPath: string): Promise<void> {
  const key = createPrivateKey(await readFile(keyPath))
  if (key.asymmetricKeyType !== 'ed25519') {
    throw new SetupError(`The key ${keyPath} is not an Ed25519 key`, {
      remedy: 'openssl genpkey -algorithm ed25519 -out bundle-key.pem',
    })
  }
  const path = join(folder, CHECKSUMS_FILE)
  await writeFile(`${path}.sig`, sign(null, await readFile(path), key))
}
