import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { SHORTCUTS } from './shortcut.ts'

test('docs/site.md lists every key with what it does', async () => {
  const text = await readFile(new URL('../../../docs/site.md', import.meta.url), 'utf8')
  const keys = text.slice(text.indexOf('## Keys')).split('\n## ')[0] ?? ''
  const rows = [...keys.matchAll(/^\| (`.+?) +\| (.+?) +\|$/gm)].map(([, names, label]) => [names, label])
  const expected = Object.values(SHORTCUTS).map(({ keys: names, label }) => [
    names.map((name) => `\`${name}\``).join(' '),
    label,
  ])
  assert.deepEqual(rows, expected)
})
