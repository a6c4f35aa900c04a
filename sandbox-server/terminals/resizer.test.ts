import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { FakeClock } from './testing/fake-clock.ts'
import { Resizer } from './resizer.ts'
import { clampSize, type TerminalSize } from './terminal-size.ts'

function makeResizer(): { clock: FakeClock; applied: TerminalSize[]; release: (() => void)[]; resizer: Resizer } {
  const clock = new FakeClock()
  const applied: TerminalSize[] = []
  const release: (() => void)[] = []
  const resizer = new Resizer(clock, { cols: 80, rows: 24 }, (size) => {
    applied.push(size)
    return new Promise((resolve) => release.push(resolve))
  })
  return { clock, applied, release, resizer }
}

test('[T-defect 7] fifty sizes in 500 ms become few calls, and the last one wins', async () => {
  const { clock, applied, release, resizer } = makeResizer()
  for (let index = 0; index < 50; index++) {
    resizer.request({ cols: 100 + index, rows: 30 })
    clock.advance(10)
  }
  clock.advance(80)
  assert.deepEqual(applied, [{ cols: 149, rows: 30 }])
  release[0]?.()
  await nextTurn()
  assert.equal(applied.length, 1)
})

test('[T-defect 7] one call is in flight; sizes meanwhile become one call after it', async () => {
  const { clock, applied, release, resizer } = makeResizer()
  resizer.request({ cols: 100, rows: 30 })
  clock.advance(80)
  resizer.request({ cols: 101, rows: 30 })
  clock.advance(80)
  resizer.request({ cols: 102, rows: 30 })
  clock.advance(80)
  assert.deepEqual(applied, [{ cols: 100, rows: 30 }])
  release[0]?.()
  await nextTurn()
  assert.deepEqual(applied, [
    { cols: 100, rows: 30 },
    { cols: 102, rows: 30 },
  ])
})

test('[T-defect 7] sizes of hidden boxes and giants are clamped', () => {
  assert.deepEqual(clampSize({ cols: 1, rows: 1 }), { cols: 20, rows: 5 })
  assert.deepEqual(clampSize({ cols: 9999, rows: 9999 }), { cols: 500, rows: 200 })
  assert.deepEqual(clampSize({ cols: Number.NaN, rows: 0 }), { cols: 20, rows: 5 })
})

test('the size it already has is not applied again, and closing leaves no timer', () => {
  const { clock, applied, resizer } = makeResizer()
  resizer.request({ cols: 80, rows: 24 })
  clock.advance(100)
  resizer.request({ cols: 90, rows: 24 })
  resizer.close()
  clock.advance(100)
  assert.deepEqual(applied, [])
  assert.equal(clock.timerCount, 0)
})
