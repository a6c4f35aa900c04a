import assert from 'node:assert/strict'
import { test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { chooseEncoding, EncodedFiles } from './content-encoding.ts'

test('the best encoding that is taken is chosen, and none that is refused', () => {
  assert.equal(chooseEncoding('gzip, deflate, br, zstd'), 'br')
  assert.equal(chooseEncoding('gzip, deflate'), 'gzip')
  assert.equal(chooseEncoding('GZIP;q=0.5'), 'gzip')
  assert.equal(chooseEncoding('br;q=0, gzip; q=0.000'), undefined)
  assert.equal(chooseEncoding('identity'), undefined)
  assert.equal(chooseEncoding(undefined), undefined)
})

test('a form is made once, and again when the file has changed', async () => {
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

test('a file that could not be read is read again by the next request', async () => {
  const files = new EncodedFiles()
  const file = { name: 'a.js', version: '1', encoding: 'gzip' } as const
  const broken = files.get(file, async () => {
    throw new Error('gone')
  })
  await assert.rejects(broken, /gone/)
  assert.equal(gunzipSync(await files.get(file, async () => Buffer.from('back'))).toString(), 'back')
})
