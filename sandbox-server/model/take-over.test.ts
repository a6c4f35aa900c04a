import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LIMITS } from '#protocol/limits.ts'
import {
  changeTakeOver,
  NO_TAKE_OVER,
  type TakeOver,
  type TakeOverAction,
  type TakeOverRequest,
  viewTakeOver,
} from './take-over.ts'

const request: TakeOverRequest = { id: 'r1', guest: 'page-of-grace', name: 'Grace', terminal: 'worker-1' }
const other: TakeOverRequest = { id: 'r2', guest: 'page-of-alan', name: 'Alan', terminal: 'worker-1' }
const DEADLINE = 100 + LIMITS.takeOverAnswerMs
const asked: TakeOver = { state: 'asked', request, deadline: DEADLINE }
const allowed: TakeOver = { state: 'allowed', request }
const yes: TakeOverAction = { type: 'answer', request: 'r1', isAllowed: true }

/** The event of each action in the states `none`, `asked` and `allowed`. */
const TABLE: [string, TakeOverAction, string][] = [
  ['a request', { type: 'ask', request: other }, 'asked - -'],
  ['a yes', yes, '- allowed -'],
  ['a no', { type: 'answer', request: 'r1', isAllowed: false }, '- refused -'],
  ['a yes to an older request', { type: 'answer', request: 'r0', isAllowed: true }, '- - -'],
  ['the learner takes control', { type: 'take_back' }, '- - taken_back'],
  ['the instructor gives back', { type: 'give_back', guest: request.guest }, '- withdrawn given_back'],
  ['another instructor gives back', { type: 'give_back', guest: other.guest }, '- - -'],
  ['the instructor leaves', { type: 'guest_left', guest: request.guest }, '- ended ended'],
  ['another instructor leaves', { type: 'guest_left', guest: other.guest }, '- - -'],
  ['the last page of the learner closes', { type: 'learner_left' }, '- ended ended'],
  ['the shell ends', { type: 'terminal_ended', terminal: 'worker-1' }, '- ended ended'],
  ['another shell ends', { type: 'terminal_ended', terminal: 'worker-2' }, '- - -'],
  ['time passes', { type: 'time' }, '- - -'],
]

for (const [name, action, expected] of TABLE) {
  test(`the take-over after this action: ${name}`, () => {
    const changes = [NO_TAKE_OVER, asked, allowed].map((state) => changeTakeOver(state, action, DEADLINE - 1))
    assert.equal(changes.map((change) => change?.event ?? '-').join(' '), expected)
  })
}

test('only a yes before the deadline lets the instructor type', () => {
  assert.deepEqual(changeTakeOver(asked, yes, DEADLINE - 1)?.next, allowed)
  assert.deepEqual(changeTakeOver(asked, yes, DEADLINE), { next: NO_TAKE_OVER, event: 'expired', request })
  assert.equal(changeTakeOver(allowed, { type: 'time' }, DEADLINE), undefined)
})

test('a request has its deadline from the time of the request', () => {
  assert.deepEqual(changeTakeOver(NO_TAKE_OVER, { type: 'ask', request }, 100)?.next, asked)
})

test('the view says to the asking page only that the request is its own', () => {
  const shown = { state: 'allowed', request: 'r1', name: 'Grace', terminal: 'worker-1' }
  assert.deepEqual(viewTakeOver(allowed, 'page-of-grace'), { ...shown, isYours: true })
  for (const guest of [undefined, 'page-of-alan'])
    assert.deepEqual(viewTakeOver(allowed, guest), { ...shown, isYours: false })
})
