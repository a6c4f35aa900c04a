import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { FakeClock } from '#server/time/testing/fake-clock.ts'
import { Resizer } from './resizer.ts'
import { clampSize, type ScreenSize } from './screen-size.ts'

function makeResizer(): { clock: FakeClock; applied: ScreenSize[]; release: (() => void)[]; resizer: Resizer } {
  const clock = new FakeClock()
  const applied: ScreenSize[] = []
  const release: (() => void)[] = []
  const resizer = new Resizer(clock, { cols: 80, rows: 24 }, (size) => {
    applied.push(size)
    return new Promise((resolve) => release.push(resolve))
  })
  return { clock, applied, release, resizer }
}

test('fifty sizes in 500 ms cause few calls, and the last size wins', async () => {
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

test('one call is in flight; later sizes cause one further call', async () => {
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

test('sizes of hidden elements and oversized values are clamped', () => {
  assert.deepEqual(clampSize({ cols: 1, rows: 1 }), { cols: 20, rows: 5 })
  assert.deepEqual(clampSize({ cols: 9999, rows: 9999 }), { cols: 500, rows: 200 })
  assert.deepEqual(clampSize({ cols: Number.NaN, rows: 0 }), { cols: 20, rows: 5 })
})

test('the current size is not applied again, and closing leaves no timer', () => {
  const { clock, applied, resizer } = makeResizer()
  resizer.request({ cols: 80, rows: 24 })
  clock.advance(100)
  resizer.request({ cols: 90, rows: 24 })
  resizer.close()
  clock.advance(100)
  assert.deepEqual(applied, [])
  assert.equal(clock.timerCount, 0)
})
