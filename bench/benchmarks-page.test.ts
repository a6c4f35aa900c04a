import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withSection } from './benchmarks-page.ts'

test('adds a section once, replaces it afterwards, and does not change the text around it', () => {
  const first = withSection('# Benchmarks\n', 'one', 'old')
  const both = withSection(first, 'two', 'other')
  const again = withSection(both, 'one', 'new')
  assert.ok(!again.includes('old'))
  assert.equal(again, both.replace('old', 'new'))
  assert.equal(again.match(/bench:one/g)?.length, 2)
})
