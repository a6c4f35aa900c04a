import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { LabView, SessionView } from '#protocol/views.ts'
import { type KnownState, situationOf } from './lab-situation.ts'

const here = { module: 'the-node', lesson: 'hands-and-feet' }
const base = { id: 'lab-1', ...here, createdAt: 0, generation: 1 }
const creating: LabView = { ...base, state: 'creating', phases: [] }
const ready: LabView = { ...base, state: 'ready', phases: [], nodes: [], readyAt: 1, expiresAt: 2, leaseMs: 2 }
const kept: LabView = { ...base, state: 'kept', keptAt: 1, removeAt: 2 }
const ended: LabView = { ...base, state: 'ended', reason: 'expired' }

function knowing(part: Partial<KnownState> = {}, isDockerUp = true): KnownState {
  const view: SessionView = { learner: { id: 'learner' }, lab: null, progress: {}, steps: {}, tier: 0, isDockerUp }
  return { session: { state: 'ready', view }, lab: null, pending: null, ...part }
}

const kindOf = (state: KnownState) => situationOf(state, here).kind

test('the pane is loading until the server answers', () => {
  assert.equal(kindOf(knowing({ session: { state: 'loading' } })), 'loading')
})

test('the pane reports a server that does not answer', () => {
  const error = new KindlabError('server.unreachable')
  assert.equal(kindOf(knowing({ session: { state: 'failed', error } })), 'unreachable')
})

test('a running lab stays visible while the server is unreachable', () => {
  const error = new KindlabError('server.unreachable')
  assert.equal(kindOf(knowing({ session: { state: 'failed', error }, lab: ready })), 'ready')
})

test('without a lab the pane offers one, unless Docker is down', () => {
  assert.equal(kindOf(knowing()), 'none')
  assert.equal(kindOf(knowing({}, false)), 'docker-down')
})

test('while the disk is nearly full the pane offers no lab', () => {
  const known = knowing()
  assert.ok(known.session.state === 'ready')
  const view = { ...known.session.view, isReadOnly: true }
  assert.equal(kindOf({ ...known, session: { ...known.session, view } }), 'read-only')
})

test('the pane follows the states of the lab of this lesson', () => {
  assert.equal(kindOf(knowing({ pending: 'start' })), 'starting')
  assert.equal(kindOf(knowing({ lab: { ...creating, queue: { position: 2 } } })), 'queued')
  assert.equal(kindOf(knowing({ lab: creating })), 'creating')
  assert.equal(kindOf(knowing({ lab: ready })), 'ready')
  assert.equal(kindOf(knowing({ lab: ready, pending: 'extend' })), 'ready')
  assert.equal(kindOf(knowing({ lab: ready, pending: 'reset' })), 'starting')
  assert.equal(kindOf(knowing({ lab: ready, pending: 'end' })), 'ending')
  assert.equal(kindOf(knowing({ lab: { ...base, state: 'ending' } })), 'ending')
  assert.equal(kindOf(knowing({ lab: ready, pending: 'keep' })), 'keeping')
  assert.equal(kindOf(knowing({ lab: kept })), 'kept')
  assert.equal(kindOf(knowing({ lab: kept, pending: 'resume' })), 'starting')
  assert.deepEqual(situationOf(knowing({ lab: ended }), here), { kind: 'ended', reason: 'expired' })
})

test('a new start after the end is visible at once', () => {
  assert.equal(kindOf(knowing({ lab: ended, pending: 'start' })), 'starting')
})

test('the pane names the lab of another lesson until that lab has ended', () => {
  const other: LabView = { ...ready, lesson: 'another' }
  assert.equal(kindOf(knowing({ lab: other })), 'elsewhere')
  assert.equal(kindOf(knowing({ lab: other, pending: 'end' })), 'ending')
  assert.equal(kindOf(knowing({ lab: { ...ended, lesson: 'another' } })), 'none')
})
