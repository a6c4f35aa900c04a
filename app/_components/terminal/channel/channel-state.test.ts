import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reasonOf } from '../connection/close-reason.ts'
import {
  canOpen,
  type ChannelState,
  fateOfInput,
  INITIAL_STATE,
  isReattaching,
  viewOf,
  withBinding,
  withClaim,
  withConnection,
  withExit,
  withLag,
  withNewShell,
  withoutBinding,
  withoutConnection,
  withoutScreen,
  withRefusal,
  withRequest,
  withRole,
} from './channel-state.ts'

const IDLE = withConnection(INITIAL_STATE)
const ASKED = withRequest(IDLE, { resumeOffset: undefined })
const BOUND = withBinding(ASKED, { epoch: 'e1', role: 'controller' })
const CUT = withoutConnection(BOUND)
const EXITED = withExit(BOUND, 7)
const FAILED = withRefusal(ASKED, reasonOf('terminal.failed'))

const fate = (state: ChannelState, isTyped = true) =>
  fateOfInput(state, { isTyped, isReplaying: false, isQuiet: false })

test('open is sent once per connection, and only for a shell that is not bound', () => {
  assert.equal(canOpen(INITIAL_STATE), false)
  assert.equal(canOpen(IDLE), true)
  assert.equal(canOpen(ASKED), false)
  assert.equal(canOpen(BOUND), false)
  assert.equal(canOpen(CUT), false)
  assert.equal(canOpen(withConnection(CUT)), true)
  assert.equal(canOpen(EXITED), false)
  assert.equal(canOpen(FAILED), false)
})

test('a disconnect discards the open request', () => {
  assert.equal(canOpen(withConnection(withoutConnection(ASKED))), true)
})

test('keys are held until the first shell is bound, and lost while a shown shell is not bound', () => {
  assert.equal(fate(INITIAL_STATE), 'hold')
  assert.equal(fate(ASKED), 'hold')
  assert.equal(fate(BOUND), 'send')
  assert.equal(fate(CUT), 'lose')
  assert.equal(fate(EXITED), 'ignore')
  assert.equal(fate(FAILED), 'ignore')
})

test('keys are held while control is claimed or a snapshot is drawn, answers of the emulator are ignored', () => {
  const claiming = withClaim(BOUND)
  assert.equal(fate(claiming), 'hold')
  assert.equal(fate(claiming, false), 'ignore')
  assert.equal(fate(withRole(claiming, 'controller')), 'send')
  const replaying = { isReplaying: true, isQuiet: false }
  assert.equal(fateOfInput(BOUND, { isTyped: true, ...replaying }), 'hold')
  assert.equal(fateOfInput(BOUND, { isTyped: false, ...replaying }), 'ignore')
})

test('without a binding, data that the emulator sends on its own counts as typed only while no output is unparsed', () => {
  assert.equal(fate(CUT, false), 'ignore')
  assert.equal(fateOfInput(CUT, { isTyped: false, isReplaying: false, isQuiet: true }), 'lose')
})

test('a cut keeps what the screen shows, and reattaches with the next connection', () => {
  const lagging = withoutConnection(withLag(BOUND, true))
  assert.equal(viewOf(lagging).state, 'lagging')
  assert.equal(isReattaching(lagging), false)
  assert.equal(isReattaching(withConnection(lagging)), true)
  assert.equal(isReattaching(withoutBinding(BOUND)), true)
  assert.equal(viewOf(withBinding(lagging, { epoch: 'e1', role: 'watcher' })).state, 'live')
})

test('a binding resets the count of dropped inputs', () => {
  assert.equal(withBinding({ ...CUT, droppedInputs: 3 }, { epoch: 'e1', role: 'controller' }).droppedInputs, 0)
})

test('an exit keeps the role, and forgets title and epoch', () => {
  const exited = withExit({ ...BOUND, title: 'vim', role: 'watcher' }, undefined)
  assert.deepEqual(viewOf(exited), { state: 'exited', role: 'watcher', droppedInputs: 0 })
  assert.equal(exited.epoch, undefined)
  assert.equal(viewOf(EXITED).exitCode, 7)
})

test('a refused shell is opened again after a reconnect or on request; an ended one on request only', () => {
  assert.equal(viewOf(withConnection(FAILED)).state, 'failed')
  assert.equal(viewOf(withConnection(withoutConnection(FAILED))).state, 'opening')
  assert.equal(viewOf(withConnection(withoutConnection(EXITED))).state, 'exited')
  assert.equal(canOpen(withNewShell(FAILED)), true)
  assert.equal(canOpen(withNewShell(EXITED)), true)
  assert.equal(withNewShell(BOUND), BOUND)
})

test('a lab that is not ready is not a failure', () => {
  const refused = withRefusal(ASKED, reasonOf('lab.not_ready'))
  assert.equal(viewOf(refused).state, 'opening')
  assert.equal(canOpen(refused), true)
})

test('lag and claims change a bound channel only', () => {
  assert.equal(withLag(EXITED, true), EXITED)
  assert.equal(withClaim(CUT), CUT)
})

test('without a screen a channel starts over, but an end stays visible', () => {
  assert.deepEqual(withoutScreen(BOUND), { ...INITIAL_STATE, isConnected: true })
  assert.deepEqual(viewOf(withoutScreen(EXITED)), viewOf(EXITED))
})
