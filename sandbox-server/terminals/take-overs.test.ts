import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LIMITS } from '#protocol/limits.ts'
import type { TakeOverEvent } from '#server/model/take-over.ts'
import { FakeClock } from '#server/time/testing/fake-clock.ts'
import { SocketOutlet } from './channel/socket-outlet.ts'
import { TakeOvers } from './take-overs.ts'

function setUp() {
  const clock = new FakeClock()
  const guests: (SocketOutlet | undefined)[] = []
  const terminal = { id: 'worker-1', setGuest: (guest: SocketOutlet | undefined) => void guests.push(guest) }
  const takeOvers = new TakeOvers({ clock, findTerminal: (id) => (id === terminal.id ? terminal : undefined) })
  const outlet = new SocketOutlet({ bufferedAmount: 0, send: () => undefined })
  const events: TakeOverEvent[] = []
  const guest = takeOvers.addGuest({ name: 'Grace', outlet, onTakeOver: ({ event }) => void events.push(event) })
  const leave = takeOvers.addLearnerPage()
  const answer = (): void => {
    const view = takeOvers.view(undefined)
    assert.ok(view.state === 'asked')
    takeOvers.answer(view.request, true)
  }
  return { clock, takeOvers, guest, guests, outlet, events, leave, answer }
}

test('a request without an answer expires after its time, and the guest never gets the terminal', () => {
  const { clock, takeOvers, guest, guests, events } = setUp()
  takeOvers.ask(guest.id, 'worker-1')
  clock.advance(LIMITS.takeOverAnswerMs - 1)
  assert.equal(takeOvers.view(guest.id).state, 'asked')
  clock.advance(1)
  assert.deepEqual([takeOvers.view(guest.id), events, guests], [{ state: 'none' }, ['asked', 'expired'], []])
})

test('a take-over has no time limit', () => {
  const { clock, takeOvers, guest, guests, outlet, answer } = setUp()
  takeOvers.ask(guest.id, 'worker-1')
  answer()
  clock.advance(10 * LIMITS.takeOverAnswerMs)
  assert.deepEqual([takeOvers.view(guest.id).state, guests], ['allowed', [outlet]])
})

test('the listeners get the change before the guest can type, and after the guest no longer can', () => {
  const { takeOvers, guest, guests, outlet, answer } = setUp()
  const seen: number[] = []
  takeOvers.onChange(() => seen.push(guests.length))
  takeOvers.ask(guest.id, 'worker-1')
  answer()
  takeOvers.takeBack()
  assert.deepEqual(
    [seen, guests],
    [
      [0, 0, 2],
      [outlet, undefined],
    ],
  )
})

test('a claim of another terminal does not end the take-over', () => {
  const { takeOvers, guest, answer } = setUp()
  takeOvers.ask(guest.id, 'worker-1')
  answer()
  takeOvers.takeBack('worker-2')
  assert.equal(takeOvers.view(guest.id).state, 'allowed')
})

test('with two pages of the learner, only the last one ends the take-over', () => {
  const { takeOvers, guest, events, leave, answer } = setUp()
  const leaveSecond = takeOvers.addLearnerPage()
  takeOvers.ask(guest.id, 'worker-1')
  answer()
  leave()
  assert.equal(takeOvers.view(guest.id).state, 'allowed')
  leaveSecond()
  assert.deepEqual(events, ['asked', 'allowed', 'ended'])
})
