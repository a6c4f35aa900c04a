import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { parseBoundedJson } from './bounded-json.ts'

test('JSON of usual depth and size is parsed as by JSON.parse', () => {
  fc.assert(fc.property(fc.json({ maxDepth: 8 }), (text) => assert.deepEqual(parseBoundedJson(text), JSON.parse(text))))
  const text = JSON.stringify({ items: Array.from({ length: 20_000 }, (_, id) => ({ id, name: `"[{\\${id}` })) })
  assert.deepEqual(parseBoundedJson(text), JSON.parse(text))
})

test('text that is no JSON, too deep or of too many parts is not parsed', () => {
  for (const text of ['', '{', '"\\', 'x', `${'['.repeat(101)}${']'.repeat(101)}`, `[${'0,'.repeat(400_001)}0]`])
    assert.equal(parseBoundedJson(text), undefined)
  assert.ok(parseBoundedJson(`${'['.repeat(100)}${']'.repeat(100)}`))
  assert.equal(parseBoundedJson(JSON.stringify('['.repeat(1_000))), '['.repeat(1_000))
})
