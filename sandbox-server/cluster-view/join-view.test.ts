import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseApiAnswer } from './api-probe.ts'
import { joinView } from './join-view.ts'
import type { NodeReading, RuntimePod } from './node-probe.ts'

const NODES = [
  { id: 'control-plane', name: 'kl-control-plane' },
  { id: 'worker', name: 'kl-worker' },
] as const

const SILENT = { ok: false, problem: 'connection refused' } as const

function runtimePod(key: string, part: Partial<RuntimePod> = {}): RuntimePod {
  const container = { name: 'web', isRunning: true, createdAt: 2n }
  return {
    id: 'abcdef0123456789',
    key,
    isReady: true,
    createdAt: 1n,
    ip: '10.244.1.7',
    containers: [container],
    ...part,
  }
}

function readingOf(pods: readonly RuntimePod[], kubelet = 'active'): NodeReading {
  return { node: NODES[1], kubelet, runtime: 'active', cni: 'flannel', pods }
}

function apiWith(...items: unknown[]) {
  const answer = parseApiAnswer(JSON.stringify({ items }))
  assert.ok(answer.ok)
  return answer
}

const WEB = {
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'default' },
  spec: { nodeName: 'kl-worker', containers: [{ name: 'web' }] },
  status: { phase: 'Running', podIP: '10.244.1.7', containerStatuses: [{ name: 'web', state: { running: {} } }] },
}

const slice = (name: string, ip: string) => ({
  kind: 'EndpointSlice',
  metadata: { name, namespace: 'default', labels: { 'kubernetes.io/service-name': name } },
  endpoints: [{ addresses: [ip], targetRef: { kind: 'Pod', name: 'web', namespace: 'default' } }],
})

test('a Pod is joined with its sandbox on the node', () => {
  const { pods } = joinView({ nodes: NODES, readings: [readingOf([runtimePod('default/web')])], api: apiWith(WEB) })
  assert.deepEqual(
    pods.map(({ key, node, ip, pause }) => [key, node, ip, pause]),
    [['default/web', 'worker', '10.244.1.7', 'abcdef012345']],
  )
})

test('the runtime takes precedence over the last report of kubelet', () => {
  const stopped = runtimePod('default/web', { containers: [{ name: 'web', isRunning: false, createdAt: 2n }] })
  const { pods } = joinView({ nodes: NODES, readings: [readingOf([stopped], 'inactive')], api: apiWith(WEB) })
  assert.equal(pods[0]?.containers[0]?.state, 'waiting')
})

test('without the API server the view shows the Pods of the runtimes and no Services', () => {
  const readings = [readingOf([runtimePod('default/web'), runtimePod('default/old', { isReady: false })])]
  const view = joinView({ nodes: NODES, readings, api: SILENT })
  assert.equal(view.apiProblem, 'connection refused')
  assert.deepEqual(
    view.pods.map(({ key, phase, ip }) => [key, phase, ip]),
    [['default/web', 'On the node', '10.244.1.7']],
  )
  assert.deepEqual([view.services, view.nodes[1]?.ready], [[], null])
})

test('a Pod that was restarted is joined with its newest sandbox', () => {
  const before = runtimePod('default/web', { id: 'old', isReady: false, createdAt: 0n })
  const { pods } = joinView({ nodes: NODES, readings: [readingOf([runtimePod('default/web'), before])], api: SILENT })
  assert.deepEqual(
    pods.map(({ pause }) => pause),
    ['abcdef012345'],
  )
})

test('a Pod that was deleted while kubelet was stopped is shown as running on the node', () => {
  const { pods } = joinView({ nodes: NODES, readings: [readingOf([runtimePod('default/web')])], api: apiWith() })
  assert.equal(pods[0]?.phase, 'Not in the API')
})

test('a node that does not answer is shown with the Ready condition of the API server', () => {
  const node = {
    kind: 'Node',
    metadata: { name: 'kl-worker' },
    status: { conditions: [{ type: 'Ready', status: 'Unknown' }] },
  }
  const { nodes } = joinView({ nodes: NODES, readings: [], api: apiWith(node) })
  assert.deepEqual(
    nodes.map(({ id, isAnswering, ready }) => [id, isAnswering, ready]),
    [
      ['control-plane', false, null],
      ['worker', false, 'Unknown'],
    ],
  )
})

test('a Service has the endpoints of its own slices only', () => {
  const service = {
    kind: 'Service',
    metadata: { name: 'web', namespace: 'default' },
    spec: { clusterIP: '10.96.3.4', ports: [{ port: 80, protocol: 'TCP', targetPort: 8080 }] },
  }
  const api = apiWith(service, slice('web', '10.244.1.7'), slice('other', '10.244.1.8'))
  const { services } = joinView({ nodes: NODES, readings: [], api })
  assert.deepEqual(services[0]?.ports, ['80 → 8080/TCP'])
  assert.deepEqual(services[0].endpoints, [{ ip: '10.244.1.7', pod: 'default/web', isReady: true }])
})

test('output that is not a list of objects is not an answer', () => {
  assert.equal(parseApiAnswer('error: the server is on fire').ok, false)
})

test('20,000 Services and slices are joined in linear time', () => {
  const names = Array.from({ length: 20_000 }, (_, index) => `s${index}`)
  const services = names.map((name) => ({
    kind: 'Service' as const,
    metadata: { name, namespace: 'default' },
    spec: { type: 'ClusterIP', ports: [] },
  }))
  const slices = names.map((name) => ({
    kind: 'EndpointSlice' as const,
    metadata: { name, namespace: 'default', labels: { 'kubernetes.io/service-name': name } },
    endpoints: [],
  }))
  const startedAt = performance.now()
  joinView({ nodes: NODES, readings: [], api: { ok: true, reading: { nodes: [], pods: [], services, slices } } })
  assert.ok(performance.now() - startedAt < 500)
})

test('a Pod with 20,000 containers is joined in linear time', () => {
  const names = Array.from({ length: 20_000 }, (_, index) => `c${index}`)
  const containers = names.map((name) => ({ name, isRunning: true, createdAt: 2n }))
  const api = apiWith({
    ...WEB,
    spec: { ...WEB.spec, containers: names.map((name) => ({ name })) },
    status: { ...WEB.status, containerStatuses: names.map((name) => ({ name, state: { running: {} } })) },
  })
  const startedAt = performance.now()
  joinView({ nodes: NODES, readings: [readingOf([runtimePod('default/web', { containers })])], api })
  assert.ok(performance.now() - startedAt < 500)
})

test('an answer with more than 2,000 objects of a kind is a problem to show', () => {
  const answer = parseApiAnswer(
    JSON.stringify({ items: Array.from({ length: 2_001 }, () => slice('web', '10.0.0.1')) }),
  )
  assert.equal(answer.ok, false)
})
