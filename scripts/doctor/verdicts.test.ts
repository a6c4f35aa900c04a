import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KERNEL_LIMITS } from '#scripts/setup/kernel-limits.ts'
import type { Facts } from './facts.ts'
import { judge, type Verdict } from './verdicts.ts'

const GIB = 2 ** 30
const HOST: Facts['host'] = {
  processors: 16,
  memory: { totalBytes: 12 * GIB, availableBytes: 12 * GIB },
  disk: { totalBytes: 100 * GIB, freeBytes: 60 * GIB },
  threads: { max: 4_000_000, used: 1_000 },
  inotifyInstances: 8_192,
}

const GOOD: Facts = {
  kernel: '6.1.0-28-amd64',
  cgroups: 'v2',
  lowLimits: [],
  host: HOST,
  clusters: 0,
  maxLabs: undefined,
  docker: { state: 'ready', version: '26.1.5' },
  dockerHost: undefined,
  disk: { folder: '/var/lib/docker', freeGib: 60 },
  kind: '/root/.cache/kindlab/bin/kind',
  nodeImage: { name: 'kindlab/node:1', state: 'current' },
  clusterMaking: { way: 'cloned', image: 'kindlab/golden:1' },
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

test('says how many labs the machine has room for, and what ends first', () => {
  const seats = judge(GOOD).find(({ check }) => check === 'Seats')
  assert.equal(seats?.found, 'room for 9 labs of two nodes; memory ends first')
  const some = judge({ ...GOOD, clusters: 4 }).find(({ check }) => check === 'Seats')
  assert.equal(some?.found, 'room for 5 labs of two nodes beside the 4 that run; memory ends first')
})

test('keeps to the limit that the operator has set, and leaves another machine to the server', () => {
  const limited = judge({ ...GOOD, maxLabs: 4 }).find(({ check }) => check === 'Seats')
  assert.equal(limited?.found, 'room for 4 labs of two nodes; that is the limit that was set')
  const remote = judge({ ...GOOD, dockerHost: 'tcp://a:1' }).find(({ check }) => check === 'Seats')
  assert.match(remote?.found ?? '', /another machine/)
})

test('warns when few labs fit and fails when none does, with what to do about what ends first', () => {
  const withMemory = (gib: number) => ({ ...HOST, memory: { totalBytes: 12 * GIB, availableBytes: gib * GIB } })
  assert.equal(worseWith({ host: withMemory(3) }).state, 'warn')
  assert.equal(worseWith({ host: withMemory(1.5) }).state, 'fail')
  assert.equal(worseWith({ host: withMemory(1.5), clusters: 5 }).state, 'warn')
  assert.match(worseWith({ host: { ...HOST, inotifyInstances: 128 } }).remedy ?? '', /max_user_instances=8192/)
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

test('says which way clusters are made, and why not the quick one', () => {
  assert.ok(judge(GOOD).some(({ found }) => found === 'clusters are cloned from kindlab/golden:1'))
  const verdict = worseWith({ clusterMaking: { way: 'kind', reason: 'no vxlan' } })
  assert.equal(verdict.found, 'clusters are made one by one with kind, not cloned: no vxlan')
  assert.equal(verdict.remedy, './kindlab up')
})
