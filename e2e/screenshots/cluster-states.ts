/** A cluster with a Deployment and a Service; the same with a broken worker; and the same without its API server. */
import type { ClusterContainer, ClusterPod, ClusterView } from '#protocol/cluster.ts'
import type { NodeId } from '#protocol/node-id.ts'

export function soundCluster(): ClusterView {
  return {
    apiProblem: null,
    nodes: [
      {
        id: 'control-plane',
        name: 'kl-control-plane',
        isAnswering: true,
        ...SOUND_UNITS,
        cni: 'flannel',
        ready: 'True',
      },
      { id: 'worker', name: 'kl-worker', isAnswering: true, ...SOUND_UNITS, cni: 'flannel', ready: 'True' },
    ],
    pods: PODS,
    services: [
      service('default/kubernetes', '10.96.0.1', '443 → 6443/TCP', [['172.18.0.2', null]]),
      service('default/web', '10.96.143.7', '80 → 8080/TCP', [
        ['10.244.1.4', 'default/web-6d4b9c7f5-4xk2p'],
        ['10.244.1.5', 'default/web-6d4b9c7f5-9jq8d'],
      ]),
      service('kube-system/kube-dns', '10.96.0.10', '53 → 53/UDP', [
        ['10.244.0.2', 'kube-system/coredns-668d6bf9bc-2wm5k'],
        ['10.244.0.3', 'kube-system/coredns-668d6bf9bc-n8v4t'],
      ]),
    ],
    rules: null,
    path: null,
  }
}

export function stoppedKubelet(): ClusterView {
  const cluster = soundCluster()
  const nodes = cluster.nodes.map((node) =>
    node.id === 'worker' ? { ...node, kubelet: 'inactive', ready: 'Unknown' } : node,
  )
  return { ...cluster, nodes }
}

export function withoutApi(): ClusterView {
  const { nodes, pods } = soundCluster()
  return {
    apiProblem:
      'The connection to the server kl-control-plane:6443 was refused - did you specify the right host or port?',
    nodes: nodes.map((node) => ({ ...node, ready: null })),
    pods: pods
      .filter(({ node, name }) => node !== null && !name.startsWith('kube-apiserver'))
      // A runtime knows no address of a Pod that uses the network of its node.
      .map((each) => ({
        ...each,
        phase: 'On the node',
        ip: each.isOnHostNetwork ? null : each.ip,
        isOnHostNetwork: false,
      })),
    services: [],
    rules: null,
    path: null,
  }
}

const SOUND_UNITS = { kubelet: 'active', runtime: 'active' }

const PODS: ClusterPod[] = [
  pod('default/web-6d4b9c7f5-4xk2p', 'worker', '10.244.1.4', ['web']),
  pod('default/web-6d4b9c7f5-9jq8d', 'worker', '10.244.1.5', ['web']),
  {
    ...pod('default/broken', 'worker', '10.244.1.6', ['app']),
    phase: 'Pending',
    containers: [{ name: 'app', state: 'waiting', reason: 'ImagePullBackOff' }],
  },
  {
    ...pod('default/stuck', null, null, []),
    phase: 'Pending',
    pause: null,
    containers: [{ name: 'app', state: 'waiting', reason: null }],
  },
  pod('kube-system/coredns-668d6bf9bc-2wm5k', 'control-plane', '10.244.0.2', ['coredns']),
  pod('kube-system/coredns-668d6bf9bc-n8v4t', 'control-plane', '10.244.0.3', ['coredns']),
  ...['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler'].map((name) => ({
    ...pod(`kube-system/${name}-kl-control-plane`, 'control-plane', '172.18.0.2', [name]),
    isOnHostNetwork: true,
  })),
  { ...pod('kube-system/kube-proxy-8h2lk', 'control-plane', '172.18.0.2', ['kube-proxy']), isOnHostNetwork: true },
  { ...pod('kube-system/kube-proxy-zt7wd', 'worker', '172.18.0.3', ['kube-proxy']), isOnHostNetwork: true },
]

function pod(key: string, node: NodeId | null, ip: string | null, names: readonly string[]): ClusterPod {
  const [namespace = '', name = ''] = key.split('/')
  const containers = names.map((each): ClusterContainer => ({ name: each, state: 'running', reason: null }))
  return { key, namespace, name, node, phase: 'Running', ip, isOnHostNetwork: false, pause: 'f94f7e29d1f9', containers }
}

function service(
  key: string,
  clusterIp: string,
  port: string,
  endpoints: readonly (readonly [string, string | null])[],
) {
  const [namespace = '', name = ''] = key.split('/')
  const ready = endpoints.map(([ip, target]) => ({ ip, pod: target, isReady: true }))
  return { key, namespace, name, type: 'ClusterIP', clusterIp, ports: [port], endpoints: ready }
}
