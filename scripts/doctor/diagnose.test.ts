import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KERNEL_LIMITS } from '#server/capacity/kernel-limits.ts'
import type { Facts } from './gather-facts.ts'
import { diagnose } from './diagnose.ts'
import type { Finding } from './finding.ts'

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
  use: undefined,
  maxLabs: undefined,
  docker: { state: 'ready', version: '26.1.5' },
  dockerHost: undefined,
  disk: { folder: '/var/lib/docker', freeGib: 60 },
  kind: '/root/.cache/kindlab/bin/kind',
  nodeImage: { name: 'kindlab/node:1', state: 'current' },
  clusterMaking: { way: 'cloned', image: 'kindlab/golden:1' },
  disturbances: { engine: undefined, isForwardDropped: false, isTcpdumpConfined: false, collidingRoutes: [] },
  server: { running: undefined, supervisor: undefined, unit: undefined },
  port: { number: 7000, owner: 'none', process: '' },
}

/** The only finding that a changed fact makes worse. */
function worseWith(change: Partial<Facts>): Finding {
  const worse = diagnose({ ...GOOD, ...change }).filter((finding) => finding.state !== 'ok')
  assert.equal(worse.length, 1)
  assert.ok(worse[0])
  return worse[0]
}

test('every finding on a good machine is ok, without a remedy', () => {
  assert.deepEqual(new Set(diagnose(GOOD).map((finding) => finding.state)), new Set(['ok']))
  assert.ok(diagnose(GOOD).every((finding) => finding.remedy === undefined))
})

test('the remedy for low kernel limits sets each of them', () => {
  const finding = worseWith({ lowLimits: KERNEL_LIMITS.slice(0, 2) })
  assert.equal(finding.state, 'warn')
  assert.equal(finding.remedy, 'sudo sysctl -w fs.inotify.max_user_instances=8192 fs.inotify.max_user_watches=1048576')
})

test('reports for how many labs the machine has room, and the limiting resource', () => {
  const seats = diagnose(GOOD).find(({ check }) => check === 'Seats')
  assert.equal(seats?.found, 'room for 9 labs of two nodes; memory is the limit')
  const some = diagnose({ ...GOOD, clusters: 4 }).find(({ check }) => check === 'Seats')
  assert.equal(some?.found, 'room for 5 labs of two nodes beside the 4 running; memory is the limit')
})

test('reports what the running nodes use beside what they count as', () => {
  const use = { nodes: { clusters: 2, nodes: 4 }, measured: { processors: 0.31, memoryBytes: 1.3 * GIB } }
  const seats = diagnose({ ...GOOD, clusters: 2, use }).find(({ check }) => check === 'Seats')
  assert.match(
    seats?.found ?? '',
    /\. Running nodes use 0\.31 processors and 1\.3 GiB of memory, and count as 0\.50 processors and 2\.3 GiB of memory$/,
  )
})

test('respects the limit of the operator, and counts no seats for Docker on another machine', () => {
  const limited = diagnose({ ...GOOD, maxLabs: 4 }).find(({ check }) => check === 'Seats')
  assert.equal(limited?.found, 'room for 4 labs of two nodes; KINDLAB_MAX_LABS is the limit')
  const remote = diagnose({ ...GOOD, dockerHost: 'tcp://a:1' }).find(({ check }) => check === 'Seats')
  assert.match(remote?.found ?? '', /another machine/)
})

test('warns if few labs fit and fails if none fits, with a remedy for the limiting resource', () => {
  const withMemory = (gib: number) => ({ ...HOST, memory: { totalBytes: 12 * GIB, availableBytes: gib * GIB } })
  assert.equal(worseWith({ host: withMemory(3) }).state, 'warn')
  assert.equal(worseWith({ host: withMemory(1.5) }).state, 'fail')
  assert.equal(worseWith({ host: withMemory(1.5), clusters: 5 }).state, 'warn')
  assert.match(worseWith({ host: { ...HOST, inotifyInstances: 128 } }).remedy ?? '', /max_user_instances=8192/)
})

test('fails on an engine that is too old', () => {
  const finding = worseWith({ docker: { state: 'tooOld', version: '20.10.24' } })
  assert.equal(finding.check, 'Docker Engine')
})

test('images and disk are not known without Docker', () => {
  const findings = diagnose({ ...GOOD, docker: { state: 'silent', reason: 'Cannot connect' }, disk: undefined })
  const byCheck = new Map(findings.map((finding) => [finding.check, finding]))
  assert.equal(byCheck.get('Docker Engine')?.found, 'Cannot connect')
  assert.equal(byCheck.get('Node image')?.state, 'fail')
  assert.equal(byCheck.get('Disk')?.state, 'warn')
})

test('does not advise to install an engine if DOCKER_HOST is set', () => {
  const silent = { state: 'silent', reason: 'Cannot connect' } as const
  const [finding] = diagnose({ ...GOOD, docker: silent, dockerHost: 'tcp://a:1' }).filter(
    (one) => one.check === 'Docker Engine',
  )
  assert.equal(finding?.remedy, 'start it at tcp://a:1, or unset DOCKER_HOST')
})

test('distinguishes a missing image from an outdated one', () => {
  assert.equal(worseWith({ nodeImage: { name: 'n', state: 'missing' } }).state, 'fail')
  assert.equal(worseWith({ nodeImage: { name: 'n', state: 'outdated' } }).state, 'warn')
})

test('accepts only a Kindlab server on the port', () => {
  const ours = diagnose({ ...GOOD, port: { number: 7000, owner: 'kindlab', process: 'process 5' } })
  assert.equal(ours.at(-1)?.state, 'ok')
  const finding = worseWith({ port: { number: 7000, owner: 'other', process: 'process 7, python3' } })
  assert.equal(finding.remedy, './kindlab up --port 7001')
})

test('fails without cgroups, kind or disk space, and warns of an old kernel', () => {
  assert.equal(worseWith({ cgroups: 'none' }).state, 'fail')
  assert.equal(worseWith({ kind: undefined }).state, 'fail')
  assert.equal(worseWith({ kernel: '4.19.0-27-amd64' }).state, 'warn')
  assert.equal(worseWith({ disk: { folder: '/', freeGib: 9 } }).state, 'fail')
})

test('reports how clusters are created, and why they are not cloned', () => {
  assert.ok(diagnose(GOOD).some(({ found }) => found === 'clusters are cloned from kindlab/golden:1'))
  const finding = worseWith({ clusterMaking: { way: 'kind', reason: 'no vxlan' } })
  assert.equal(finding.found, 'kind creates each cluster, which is slower than cloning: no vxlan')
  assert.equal(finding.remedy, './kindlab up')
})
