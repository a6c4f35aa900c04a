import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inlineMirrors } from './inline-mirrors.ts'

test('a flood of sequences is parsed in small pieces from its start, because each can take milliseconds', () => {
  const turns: (() => void)[] = []
  let now = 0
  // Each call takes one millisecond, so each turn parses one piece.
  const mirrors = inlineMirrors({ next: (run) => turns.push(run), later: (run) => turns.push(run), now: () => now++ })
  let isParsed = false
  const client = { answer: () => (isParsed = true), lost: () => assert.fail() }
  const mirror = mirrors.open({ group: 'lab', size: { cols: 500, rows: 200 }, client })
  const flood = new TextEncoder().encode('\u001B[200S'.repeat(2_000))
  mirror.write(1, flood, { end: flood.byteLength, safeOffset: flood.byteLength, openString: '' })
  let taken = 0
  for (let turn = turns.shift(); turn !== undefined; turn = turns.shift()) {
    turn()
    taken += 1
  }
  assert.ok(isParsed)
  assert.ok(taken > 50, `${taken} pieces`)
})
