import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LIMITS } from '#protocol/limits.ts'
import { FakeWallClock } from './time/testing/fake-wall-clock.ts'
import { type Grant, Tickets } from './tickets.ts'

const grant: Grant = { kind: 'lab', learnerId: 'ann', labId: 'lab-1', generation: 1 }

test('a ticket has 32 random bytes and returns its grant once', () => {
  const tickets = new Tickets(new FakeWallClock())
  const { ticket } = tickets.issue(grant)
  assert.match(ticket, /^[\w-]{43}$/)
  assert.deepEqual(tickets.redeem(ticket), grant)
  assert.equal(tickets.redeem(ticket), undefined)
})

test('a ticket expires after 30 seconds, also if the wall clock changes', () => {
  const clock = new FakeWallClock()
  const tickets = new Tickets(clock)
  const [first, second] = [tickets.issue(grant), tickets.issue(grant)]
  clock.jump(3_600_000)
  clock.advance(LIMITS.ticketLifetimeMs - 1)
  assert.deepEqual(tickets.redeem(first.ticket), grant)
  clock.advance(1)
  assert.equal(tickets.redeem(second.ticket), undefined)
})

test('a forged ticket has no grant', () => {
  assert.equal(new Tickets(new FakeWallClock()).redeem('A'.repeat(43)), undefined)
})

test("too many tickets of a learner drop that learner's oldest", () => {
  const tickets = new Tickets(new FakeWallClock())
  const others = tickets.issue({ ...grant, learnerId: 'bob' })
  const mine = Array.from({ length: 40 }, () => tickets.issue(grant).ticket)
  assert.equal(tickets.redeem(mine[0] ?? ''), undefined)
  assert.deepEqual(tickets.redeem(mine.at(-1) ?? ''), grant)
  assert.equal(mine.filter((ticket) => tickets.redeem(ticket) !== undefined).length, 15)
  assert.equal(tickets.redeem(others.ticket)?.learnerId, 'bob')
})
