import assert from 'node:assert/strict'
import { test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { chooseEncoding, EncodedFiles } from './content-encoding.ts'

test('the smallest accepted encoding is chosen', () => {
  assert.equal(chooseEncoding('gzip, deflate, br, zstd'), 'br')
  assert.equal(chooseEncoding('gzip, deflate'), 'gzip')
  assert.equal(chooseEncoding('GZIP;q=0.5'), 'gzip')
  assert.equal(chooseEncoding('br;q=0, gzip; q=0.000'), 'identity')
  assert.equal(chooseEncoding('identity'), 'identity')
  assert.equal(chooseEncoding(undefined), 'identity')
})

test('a file is compressed once, and again after a change', async () => {
  const files = new EncodedFiles()
  let reads = 0
  const read = (text: string) => async () => {
    reads += 1
    return Buffer.from(text)
  }
  const file = { name: 'a.js', version: '1', encoding: 'br' } as const
  const [one, same] = await Promise.all([files.get(file, read('one')), files.get(file, read('one'))])
  assert.equal(one, same)
  assert.equal(brotliDecompressSync(one).toString(), 'one')
  assert.equal(gunzipSync(await files.get({ ...file, encoding: 'gzip' }, read('one'))).toString(), 'one')
  assert.equal(brotliDecompressSync(await files.get({ ...file, version: '2' }, read('two'))).toString(), 'two')
  assert.equal(reads, 3)
})

test('clients without compression share one copy of a file', async () => {
  const files = new EncodedFiles()
  const file = { name: 'a.js', version: '1', encoding: 'identity' } as const
  const [one, same] = await Promise.all([1, 2].map(() => files.get(file, async () => Buffer.from('one'))))
  assert.equal(one, same)
  assert.equal(one?.toString(), 'one')
})

test('the next request retries a failed read', async () => {
  const files = new EncodedFiles()
  const file = { name: 'a.js', version: '1', encoding: 'gzip' } as const
  const broken = files.get(file, async () => {
    throw new Error('gone')
  })
  await assert.rejects(broken, /gone/)
  assert.equal(gunzipSync(await files.get(file, async () => Buffer.from('back'))).toString(), 'back')
})
