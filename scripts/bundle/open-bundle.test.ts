import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { readEnvironment } from '#scripts/environment.ts'
import { runCommand } from '#scripts/run-command.ts'
import { signChecksums, writeChecksums } from './checksums.ts'

const { checkout, variables } = readEnvironment()
const NAME = 'kindlab-0.0.0-test'

/** A small bundle in an archive; its `./kindlab` prints its arguments. `up` runs the ./kindlab of this checkout. */
async function openBundle({ isSigned = false } = {}) {
  const root = await mkdtemp(join(tmpdir(), 'kindlab-bundle-'))
  const folder = join(root, NAME)
  await mkdir(join(folder, 'bin'), { recursive: true })
  await writeFile(join(folder, 'bin/node'), 'a program\n')
  await writeFile(join(folder, 'kindlab'), '#!/bin/sh\necho "bundle runs: $*"\n')
  await chmod(join(folder, 'kindlab'), 0o755)
  await writeChecksums(folder)
  const { publicKey, privateKey } = generateKeyPairSync('ed25519', {
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  await writeFile(join(root, 'key.pem'), privateKey)
  await writeFile(join(root, 'key.pub'), publicKey)
  if (isSigned) await signChecksums(folder, join(root, 'key.pem'))
  const archive = join(root, 'bundle.tar')
  const pack = () => runCommand(['tar', '-C', root, '-cf', archive, NAME], { env: variables })
  const up = (...args: string[]) =>
    runCommand([join(checkout, 'kindlab'), 'up', ...args], {
      env: { ...variables, KINDLAB_CACHE: join(root, 'cache') },
      cwd: root,
    })
  return { root, folder, archive, pack, up, [Symbol.asyncDispose]: () => rm(root, { recursive: true }) }
}

test('up --bundle unpacks the archive, verifies it, and runs the ./kindlab in it with the other arguments', async () => {
  await using bundle = await openBundle()
  await bundle.pack()
  const { exitCode, stdout, stderr } = await bundle.up('--port', '7005', '--bundle', 'bundle.tar')
  assert.deepEqual([exitCode, stdout], [0, 'bundle runs: up --port 7005\n'])
  assert.match(stderr, /every file has its checksum; unsigned/)
})

test('up --bundle accepts an unpacked folder', async () => {
  await using bundle = await openBundle()
  const { stdout } = await bundle.up(`--bundle=${NAME}`)
  assert.equal(stdout, 'bundle runs: up\n')
})

test('a bundle with a flipped byte is refused with the name of the damaged file', async () => {
  await using bundle = await openBundle()
  await bundle.pack()
  const bytes = await readFile(bundle.archive)
  const place = bytes.indexOf('a program')
  bytes[place] = (bytes[place] ?? 0) ^ 1
  await writeFile(bundle.archive, bytes)
  const { exitCode, stdout, stderr } = await bundle.up('--bundle', 'bundle.tar')
  assert.deepEqual([exitCode, stdout], [65, ''])
  assert.match(stderr, /The bundle is damaged:\n {2}bin\/node: FAILED\n/)
})

test('a bundle with a file that has no checksum is refused', async () => {
  await using bundle = await openBundle()
  await writeFile(join(bundle.folder, 'bin/extra'), '')
  const { exitCode, stderr } = await bundle.up('--bundle', NAME)
  assert.equal(exitCode, 65)
  assert.match(stderr, /not in SHA256SUMS:\n {2}bin\/extra\n/)
})

test('with a key, a bundle runs only if the key has signed its checksums', async () => {
  await using signed = await openBundle({ isSigned: true })
  const accepted = await signed.up('--bundle', NAME, '--bundle-key', 'key.pub')
  assert.equal(accepted.exitCode, 0)
  assert.match(accepted.stderr, /signed with the key of .*key\.pub/)

  await using other = await openBundle()
  const refused = await signed.up('--bundle', NAME, '--bundle-key', join(other.root, 'key.pub'))
  assert.equal(refused.exitCode, 65)
  assert.match(refused.stderr, /was not made with the key/)

  const unsigned = await other.up('--bundle', NAME, '--bundle-key', 'key.pub')
  assert.equal(unsigned.exitCode, 65)
  assert.match(unsigned.stderr, /has no signature/)
})

test('without a key, up reports that the signature of a signed bundle was not verified', async () => {
  await using bundle = await openBundle({ isSigned: true })
  const { stderr } = await bundle.up('--bundle', NAME)
  assert.match(stderr, /signed, not verified/)
})
