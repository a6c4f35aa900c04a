import assert from 'node:assert/strict'
import { mkdir, mkdtempDisposable, readFile, readdir, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import test from 'node:test'
import { swapExports } from './swap-exports.ts'

const NOW = Date.now()
const DAY_MS = 24 * 3_600_000

async function write(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text)
  }
}

/** A checkout with functions to create and swap exports. */
async function openCheckout() {
  const folder = await mkdtempDisposable(join(tmpdir(), 'kindlab-swap-'))
  const site = join(folder.path, 'out')
  const publish = async (name: string, statics: readonly string[]): Promise<void> => {
    const fresh = join(folder.path, '.site', name)
    const files = Object.fromEntries(statics.map((file) => [`_next/static/chunks/${file}`, file]))
    await write(fresh, { 'index.html': name, 'page/a.html': name, ...files })
    await swapExports({ site, fresh, nowMs: NOW })
  }
  const statics = async () => (await readdir(join(site, '_next/static/chunks'))).toSorted()
  return { folder, site, publish, statics, [Symbol.asyncDispose]: () => folder.remove() }
}

test('a new export replaces the old one, and only these two stay on the disk', async () => {
  await using checkout = await openCheckout()
  for (const name of ['one', 'two', 'three']) {
    await checkout.publish(name, [])
    assert.equal(await readFile(join(checkout.site, 'index.html'), 'utf8'), name)
  }
  assert.deepEqual((await readdir(join(checkout.folder.path, '.site'))).toSorted(), ['three', 'two'])
})

test('replaces a real folder of a plain build', async () => {
  await using checkout = await openCheckout()
  await write(checkout.site, { 'index.html': 'plain', '_next/static/chunks/plain.js': 'plain' })
  await checkout.publish('one', ['one.js'])
  assert.equal(await readFile(join(checkout.site, 'index.html'), 'utf8'), 'one')
  assert.deepEqual(await checkout.statics(), ['one.js', 'plain.js'])
})

test('static files of open pages stay for a week, over any number of exports', async () => {
  await using checkout = await openCheckout()
  await checkout.publish('one', ['old.js', 'one.js', 'same.js'])
  await utimes(join(checkout.site, '_next/static/chunks/old.js'), NOW / 1000, (NOW - 8 * DAY_MS) / 1000)
  await checkout.publish('two', ['same.js', 'two.js'])
  await checkout.publish('three', ['three.js'])
  assert.deepEqual(await checkout.statics(), ['one.js', 'same.js', 'three.js', 'two.js'])
})

test('a complete export is served at every moment', async () => {
  await using checkout = await openCheckout()
  await checkout.publish('0', [])
  const done = new AbortController()
  const seen = new Set<string>()
  const reader = (async () => {
    while (!done.signal.aborted) {
      seen.add(await readFile(join(checkout.site, 'page/a.html'), 'utf8'))
    }
  })()
  for (let round = 1; round <= 40; round += 1) {
    await checkout.publish(String(round), [])
  }
  done.abort()
  await reader
  assert.ok(seen.size > 1, `${seen.size} exports were seen`)
})
