import assert from 'node:assert/strict'
import test from 'node:test'
import { containerRequest, limitsRequest } from './container-request.ts'

const LIMITS = { memoryBytes: 2 ** 31, pids: 4096, cpus: 2 }
const CORES = { processors: 8, canLimitCpus: true }
const NODE = {
  hostname: 'demo-worker',
  env: { A: 'b' },
  network: 'kl-1',
  address: '10.201.0.3',
  limits: LIMITS,
  cpuShares: 512,
}

test('memory and swap have the same limit, so that no memory is swapped', () => {
  const { Memory, MemorySwap, PidsLimit } = limitsRequest(LIMITS, CORES)
  assert.deepEqual([Memory, MemorySwap, PidsLimit], [2 ** 31, 2 ** 31, 4096])
})

test('the cpu limit is at most the number of cores, and absent without kernel support', () => {
  const nanoCpus = (cores: typeof CORES): unknown => Reflect.get(limitsRequest(LIMITS, cores), 'NanoCpus')
  assert.equal(nanoCpus(CORES), 2e9)
  assert.equal(nanoCpus({ processors: 1, canLimitCpus: true }), 1e9)
  assert.equal(nanoCpus({ processors: 8, canLimitCpus: false }), undefined)
})

test('a node has its own network and address, no published port, and a limited console log', () => {
  const request = containerRequest({ name: 'n', image: 'i', labels: {}, node: NODE, volumes: [] }, CORES)
  assert.ok('NetworkingConfig' in request)
  assert.deepEqual(request.NetworkingConfig.EndpointsConfig, { 'kl-1': { IPAMConfig: { IPv4Address: '10.201.0.3' } } })
  assert.deepEqual(request.HostConfig.LogConfig.Config, { 'max-size': '1m', 'max-file': '1' })
  assert.equal(request.HostConfig.CpuShares, 512)
  assert.equal('PortBindings' in request.HostConfig, false)
})

test('the kernel kills the processes of a node before other programs of the machine', () => {
  const request = containerRequest({ name: 'n', image: 'i', labels: {}, node: NODE, volumes: [] }, CORES)
  assert.ok('NetworkingConfig' in request)
  assert.equal(request.HostConfig.OomScoreAdj, 500)
})

test('a fresh volume does not copy files of the image, an existing one is mounted unchanged', () => {
  const volumes = [{ target: '/var' }, { target: '/baked', volume: 'v' }]
  const { Mounts } = containerRequest({ name: 'n', image: 'i', labels: {}, volumes }, CORES).HostConfig
  assert.deepEqual(
    Mounts.map((mount) => [mount.Target, mount.Source, 'VolumeOptions' in mount]),
    [
      ['/var', '', true],
      ['/baked', 'v', false],
    ],
  )
})
