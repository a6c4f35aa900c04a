import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatVerdicts } from './format-verdicts.ts'

test('puts findings below each other and remedies below their finding', () => {
  const lines = formatVerdicts([
    { check: 'Disk', state: 'ok', found: '60 GiB free' },
    { check: 'Docker Engine', state: 'fail', found: 'no answer', remedy: './kindlab up' },
  ])
  assert.deepEqual(lines, [
    '✓ Disk           60 GiB free',
    '✗ Docker Engine  no answer',
    '                 → ./kindlab up',
  ])
})
