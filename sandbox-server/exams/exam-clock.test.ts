import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FakeClock } from '#server/time/testing/fake-clock.ts'
import { ExamClock } from './exam-clock.ts'

function makeClock() {
  const clock = new FakeClock()
  const saved: number[] = []
  let over = 0
  const exam = new ExamClock({ clock, save: (leftMs) => saved.push(leftMs), onOver: () => (over += 1) })
  return { clock, exam, saved, overs: () => over }
}

test('the time passes only while the clock runs', () => {
  const { clock, exam } = makeClock()
  exam.run(60_000)
  clock.advance(20_000)
  assert.equal(exam.stop(), 40_000)
  clock.advance(100_000)
  assert.equal(exam.leftMs, 40_000)
  assert.equal(clock.timerCount, 0)
})

test('the remaining time is persisted every five seconds', () => {
  const { clock, exam, saved } = makeClock()
  exam.run(60_000)
  clock.advance(12_000)
  assert.deepEqual(saved, [55_000, 50_000])
})

test('the clock is over once, at the end of the remaining time', () => {
  const { clock, exam, overs } = makeClock()
  exam.run(12_000)
  clock.advance(11_999)
  assert.equal(overs(), 0)
  clock.advance(10_000)
  assert.deepEqual([overs(), exam.leftMs, clock.timerCount], [1, 0, 0])
})
