import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatFindings } from './format-findings.ts'

test('aligns the findings, and puts each remedy below its finding', () => {
  const lines = formatFindings([
    { check: 'Disk', state: 'ok', found: '60 GiB free' },
    { check: 'Docker Engine', state: 'fail', found: 'no answer', remedy: './kindlab up' },
  ])
  assert.deepEqual(lines, [
    '✓ Disk           60 GiB free',
    '✗ Docker Engine  no answer',
    '                 → ./kindlab up',
  ])
})
