import assert from 'node:assert/strict'
import { mkdtempDisposable, rename, symlink, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { TestServer, writeSiteFile } from '#server/testing/test-server.ts'
import { pagePolicy } from './security-headers.ts'

const pageOf = (name: string) => `<!doctype html><title>${name}</title><script>let name = '${name}'</script>`

test('during a swap of exports, every page is complete and has its own policy', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'kindlab-swapped-'))
  const names = ['even', 'odds']
  for (const name of names) {
    await writeSiteFile(join(folder.path, name), 'index.html', pageOf(name))
    // As old and as large as the other: two exports may be written within one tick of the kernel's clock.
    await utimes(join(folder.path, name, 'index.html'), 1, 1)
    await writeSiteFile(join(folder.path, name), 'version.json', `{"version":"${name}","lessons":{}}`)
  }
  const link = join(folder.path, 'out')
  await symlink('even', link)
  await using server = await TestServer.start({ config: { siteFolder: link } })
  const client = server.client()
  const seen = new Set<string>()
  for (let round = 1; round <= 60; round += 1) {
    const swap = symlink(names[round % 2] ?? '', `${link}-next`).then(() => rename(`${link}-next`, link))
    const [page, version] = await Promise.all([client.get('/'), client.get('/version.json'), swap])
    assert.deepEqual([page.status, version.status], [200, 200])
    assert.equal(page.policy, pagePolicy(page.text))
    seen.add(page.text)
  }
  assert.deepEqual([...seen].toSorted(), names.map(pageOf).toSorted())
  const version = await client.get('/version.json')
  assert.equal(version.text, '{"version":"even","lessons":{}}')
  assert.equal(version.headers['cache-control'], 'private, max-age=0')
})
