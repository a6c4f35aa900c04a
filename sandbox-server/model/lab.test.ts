import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KindlabError } from '#protocol/kindlab-error.ts'
import { LabView } from '#protocol/views.ts'
import {
  becomeFailed,
  askedAt,
  becomeReady,
  beginEnding,
  beginFresh,
  beginPhase,
  bootMs,
  createLab,
  finishEnding,
  renewLease,
  shortenLease,
} from './lab.ts'
import { viewLab } from '#server/labs/lab-view.ts'

const created = createLab({
  id: 'lab-1',
  learnerId: 'ann',
  module: 'the-node',
  lesson: 'hands-and-feet',
  nodeCount: 2,
  sandboxId: '0123456789abcdef',
  createdAt: 1_000,
  seed: 7,
})
const facts = {
  keepMs: 0,
  leaseMs: 60_000,
  isEngineAway: false,
  isWaking: false,
  isNodeGone: false,
  estimateMs: 25_000,
  place: undefined,
}
const nodes = [{ id: 'control-plane' as const, name: 'kl-control-plane' }]

test('each phase ends when the next one starts, and a repeated phase starts once', () => {
  const booting = beginPhase(beginPhase(beginPhase(created, 'network', 2_000), 'nodes', 3_000), 'nodes', 3_500)
  assert.deepEqual(booting.phases, [
    { name: 'queued', startedAt: 1_000, endedAt: 2_000 },
    { name: 'network', startedAt: 2_000, endedAt: 3_000 },
    { name: 'nodes', startedAt: 3_000 },
  ])
})

test('the lease starts when the lab is ready, and the boot time excludes the queue', () => {
  const ready = becomeReady(beginPhase(created, 'network', 4_000), { now: 30_000, leaseMs: 60_000, nodes })
  assert.equal(ready.expiresAt, 90_000)
  assert.equal(bootMs(ready), 26_000)
  assert.ok(ready.phases.every(({ endedAt }) => endedAt !== undefined))
})

test('renewing never shortens a lease', () => {
  const ready = becomeReady(created, { now: 30_000, leaseMs: 60_000, nodes })
  assert.equal(renewLease(ready, 50_000, 60_000).expiresAt, 110_000)
  assert.equal(renewLease(ready, 10_000, 60_000).expiresAt, 90_000)
})

test('a shortened lease ends sooner, never later, and renewing restores the whole lease', () => {
  const ready = becomeReady(created, { now: 30_000, leaseMs: 60_000, nodes })
  assert.equal(shortenLease(ready, 100_000), ready)
  const shortened = shortenLease(ready, 40_000)
  assert.deepEqual([shortened.expiresAt, shortened.isShortened], [40_000, true])
  const renewed = renewLease(shortened, 35_000, 60_000)
  assert.deepEqual([renewed.expiresAt, renewed.isShortened], [95_000, false])
})

test('a reset gives the same lab another sandbox and the next generation, and its boot time starts again', () => {
  const ready = becomeReady(created, { now: 30_000, leaseMs: 60_000, nodes })
  const fresh = beginFresh(ready, { sandboxId: 'fedcba9876543210', now: 50_000 })
  assert.deepEqual([fresh.id, fresh.sandboxId, fresh.generation], ['lab-1', 'fedcba9876543210', 2])
  assert.equal(askedAt(fresh), 50_000)
  const again = becomeReady(beginPhase(fresh, 'network', 51_000), { now: 61_000, leaseMs: 60_000, nodes })
  assert.equal(bootMs(again), 10_000)
})

test('a failed lab names the phase it failed in and the error', () => {
  const error = new KindlabError('sandbox.boot_failed', { detail: 'kubelet did not become active' })
  const view = viewLab(becomeFailed(beginPhase(created, 'booting', 2_000), error, 9_000), facts)
  assert.ok(view.state === 'failed')
  assert.equal(view.failedPhase, 'booting')
  assert.equal(view.error.code, 'sandbox.boot_failed')
  assert.equal(view.error.detail, 'kubelet did not become active')
})

test('every state has a view that the page accepts, without the learner or the sandbox', () => {
  const ready = becomeReady(created, { now: 30_000, leaseMs: 60_000, nodes })
  const ending = beginEnding(ready, 'learner')
  const failed = becomeFailed(created, new KindlabError('capacity.subnets'), 2_000)
  for (const lab of [created, ready, failed, ending, finishEnding(ending, 40_000)]) {
    const view = LabView.parse(viewLab(lab, facts))
    assert.equal(view.state, lab.state)
    assert.doesNotMatch(JSON.stringify(viewLab(lab, facts)), /ann|0123456789abcdef/)
  }
})
