import assert from 'node:assert/strict'
import test from 'node:test'
import { findPlaces } from './find-places.ts'

test('comments, test titles and docs are plain English (if not: node scripts/language/list.ts)', async () => {
  const places = await findPlaces([])
  assert.deepEqual(
    places.map(({ path, line, text, advice }) => `${path}:${line}: "${text}": ${advice}`),
    [],
  )
})
