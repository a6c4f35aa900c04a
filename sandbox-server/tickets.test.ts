import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LIMITS } from '#protocol/limits.ts'
import { FakeLabClock } from '#server/labs/testing/fake-lab-clock.ts'
import { Tickets } from './tickets.ts'

const grant = { learnerId: 'ann', labId: 'lab-1', generation: 1 }

test('[S2] a ticket holds 32 random bytes and opens what it was made for, once', () => {
  const tickets = new Tickets(new FakeLabClock())
  const { ticket } = tickets.issue(grant)
  assert.match(ticket, /^[\w-]{43}$/)
  assert.deepEqual(tickets.redeem(ticket), grant)
  assert.equal(tickets.redeem(ticket), undefined)
})

test('[S2] a ticket is worth nothing after 30 seconds, whatever the wall clock says', () => {
  const clock = new FakeLabClock()
  const tickets = new Tickets(clock)
  const [first, second] = [tickets.issue(grant), tickets.issue(grant)]
  clock.jump(3_600_000)
  clock.advance(LIMITS.ticketLifetimeMs - 1)
  assert.deepEqual(tickets.redeem(first.ticket), grant)
  clock.advance(1)
  assert.equal(tickets.redeem(second.ticket), undefined)
})

test('a made-up ticket opens nothing', () => {
  assert.equal(new Tickets(new FakeLabClock()).redeem('A'.repeat(43)), undefined)
})

test('who collects tickets only loses their own oldest', () => {
  const tickets = new Tickets(new FakeLabClock())
  const others = tickets.issue({ ...grant, learnerId: 'bob' })
  const mine = Array.from({ length: 40 }, () => tickets.issue(grant).ticket)
  assert.equal(tickets.redeem(mine[0] ?? ''), undefined)
  assert.deepEqual(tickets.redeem(mine.at(-1) ?? ''), grant)
  assert.equal(mine.filter((ticket) => tickets.redeem(ticket) !== undefined).length, 15)
  assert.equal(tickets.redeem(others.ticket)?.learnerId, 'bob')
})
