import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KERNEL_LIMITS } from '#scripts/setup/kernel-limits.ts'
import { type Facts, parseAvailableGib } from './facts.ts'
import { judge, type Verdict } from './verdicts.ts'

const GOOD: Facts = {
  kernel: '6.1.0-28-amd64',
  cgroups: 'v2',
  lowLimits: [],
  availableMemoryGib: 12,
  docker: { state: 'ready', version: '26.1.5' },
  dockerHost: undefined,
  disk: { folder: '/var/lib/docker', freeGib: 60 },
  kind: '/root/.cache/kindlab/bin/kind',
  nodeImage: { name: 'kindlab/node:1', state: 'current' },
  port: { number: 7000, owner: 'nobody', process: '' },
}

/** The one verdict that a changed fact makes worse. */
function worseWith(change: Partial<Facts>): Verdict {
  const worse = judge({ ...GOOD, ...change }).filter((verdict) => verdict.state !== 'ok')
  assert.equal(worse.length, 1)
  assert.ok(worse[0])
  return worse[0]
}

test('has nothing to say against a good machine', () => {
  assert.deepEqual(new Set(judge(GOOD).map((verdict) => verdict.state)), new Set(['ok']))
  assert.ok(judge(GOOD).every((verdict) => verdict.remedy === undefined))
})

test('gives the sysctl command with every limit that is low', () => {
  const verdict = worseWith({ lowLimits: KERNEL_LIMITS.slice(0, 2) })
  assert.equal(verdict.state, 'warn')
  assert.equal(verdict.remedy, 'sudo sysctl -w fs.inotify.max_user_instances=8192 fs.inotify.max_user_watches=1048576')
})

test('warns below three clusters of memory and fails below one', () => {
  assert.equal(worseWith({ availableMemoryGib: 2 }).state, 'warn')
  assert.equal(worseWith({ availableMemoryGib: 0.5 }).state, 'fail')
})

test('fails on an engine that is too old', () => {
  const verdict = worseWith({ docker: { state: 'tooOld', version: '20.10.24' } })
  assert.equal(verdict.check, 'Docker Engine')
})

test('says that nothing is known of images and disk without Docker', () => {
  const verdicts = judge({ ...GOOD, docker: { state: 'silent', reason: 'Cannot connect' }, disk: undefined })
  const byCheck = new Map(verdicts.map((verdict) => [verdict.check, verdict]))
  assert.equal(byCheck.get('Docker Engine')?.found, 'Cannot connect')
  assert.equal(byCheck.get('Node image')?.state, 'fail')
  assert.equal(byCheck.get('Disk')?.state, 'warn')
})

test('does not send somebody with a DOCKER_HOST of their own to install an engine', () => {
  const silent = { state: 'silent', reason: 'Cannot connect' } as const
  const [verdict] = judge({ ...GOOD, docker: silent, dockerHost: 'tcp://a:1' }).filter(
    (one) => one.check === 'Docker Engine',
  )
  assert.equal(verdict?.remedy, 'start it at tcp://a:1, or unset DOCKER_HOST')
})

test('tells a missing image from one made of older inputs', () => {
  assert.equal(worseWith({ nodeImage: { name: 'n', state: 'missing' } }).state, 'fail')
  assert.equal(worseWith({ nodeImage: { name: 'n', state: 'outdated' } }).state, 'warn')
})

test('accepts its own server on the port and nobody else', () => {
  const ours = judge({ ...GOOD, port: { number: 7000, owner: 'kindlab', process: 'process 5' } })
  assert.equal(ours.at(-1)?.state, 'ok')
  const verdict = worseWith({ port: { number: 7000, owner: 'other', process: 'process 7, python3' } })
  assert.equal(verdict.remedy, './kindlab up --port 7001')
})

test('fails where cgroups or kind are missing, warns of an old kernel and little disk', () => {
  assert.equal(worseWith({ cgroups: 'none' }).state, 'fail')
  assert.equal(worseWith({ kind: undefined }).state, 'fail')
  assert.equal(worseWith({ kernel: '4.19.0-27-amd64' }).state, 'warn')
  assert.equal(worseWith({ disk: { folder: '/', freeGib: 9 } }).state, 'fail')
})

test('reads the available memory', () => {
  assert.equal(parseAvailableGib('MemTotal:  4194304 kB\nMemAvailable:    2097152 kB\n'), 2)
  assert.equal(parseAvailableGib(''), 0)
})
