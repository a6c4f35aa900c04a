import assert from 'node:assert/strict'
import { mkdir, mkdtempDisposable, readFile, readdir, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import test from 'node:test'
import { swapExports } from './publish-swap.ts'

const NOW = Date.now()
const DAY_MS = 24 * 3_600_000

async function write(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name)
    // oxlint-disable-next-line no-await-in-loop -- a few files
    await mkdir(dirname(path), { recursive: true })
    // oxlint-disable-next-line no-await-in-loop -- see above
    await writeFile(path, text)
  }
}

/** A checkout in which exports are made and swapped in. */
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

test('a new export takes the place of the old one, and only these two stay on the disk', async () => {
  await using checkout = await openCheckout()
  for (const name of ['one', 'two', 'three']) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await checkout.publish(name, [])
    // oxlint-disable-next-line no-await-in-loop -- see above
    assert.equal(await readFile(join(checkout.site, 'index.html'), 'utf8'), name)
  }
  assert.deepEqual((await readdir(join(checkout.folder.path, '.site'))).toSorted(), ['three', 'two'])
})

test('a real folder, as a plain build leaves it, is replaced too', async () => {
  await using checkout = await openCheckout()
  await write(checkout.site, { 'index.html': 'plain', '_next/static/chunks/plain.js': 'plain' })
  await checkout.publish('one', ['one.js'])
  assert.equal(await readFile(join(checkout.site, 'index.html'), 'utf8'), 'one')
  assert.deepEqual(await checkout.statics(), ['one.js', 'plain.js'])
})

test('files of pages that are still open stay for a week, over any number of exports', async () => {
  await using checkout = await openCheckout()
  await checkout.publish('one', ['old.js', 'one.js', 'same.js'])
  await utimes(join(checkout.site, '_next/static/chunks/old.js'), NOW / 1000, (NOW - 8 * DAY_MS) / 1000)
  await checkout.publish('two', ['same.js', 'two.js'])
  await checkout.publish('three', ['three.js'])
  assert.deepEqual(await checkout.statics(), ['one.js', 'same.js', 'three.js', 'two.js'])
})

test('at every moment there is one whole export', async () => {
  await using checkout = await openCheckout()
  await checkout.publish('0', [])
  const done = new AbortController()
  const seen = new Set<string>()
  const reader = (async () => {
    while (!done.signal.aborted) {
      // oxlint-disable-next-line no-await-in-loop -- as often as it can
      seen.add(await readFile(join(checkout.site, 'page/a.html'), 'utf8'))
    }
  })()
  for (let round = 1; round <= 40; round += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await checkout.publish(String(round), [])
  }
  done.abort()
  await reader
  assert.ok(seen.size > 1, `${seen.size} exports were seen`)
})
