import type { ClusterNode, ClusterPod, ClusterView } from '#protocol/cluster.ts'
import { HealthDot } from './health-dot.tsx'
import { addressWords, containerWords, podHealth, podWords, readyWords, unitHealth } from './health.ts'

/** The cluster as text, for screen readers and small screens. */
export function ClusterList({ view }: { view: ClusterView }) {
  const waiting = view.pods.filter(({ node }) => node === null)
  return (
    <div className="space-y-5 p-4 text-[13px] leading-5">
      {view.nodes.map((node) => (
        <NodeItem key={node.id} node={node} pods={view.pods.filter((pod) => pod.node === node.id)} />
      ))}
      {waiting.length > 0 && (
        <section aria-label="Without a node">
          <h3 className="font-semibold">The scheduler has chosen no node for these Pods</h3>
          <PodItems pods={waiting} />
        </section>
      )}
      {view.services.length > 0 && <ServiceItems view={view} />}
    </div>
  )
}

function NodeItem({ node, pods }: { node: ClusterNode; pods: readonly ClusterPod[] }) {
  return (
    <section aria-label={node.id}>
      <h3 className="font-semibold">
        {node.id} <span className="font-normal text-muted">{readyWords(node)}</span>
      </h3>
      <p className="mt-0.5 flex flex-wrap gap-x-4 text-muted">
        <span className="flex items-center gap-1.5">
          <HealthDot health={unitHealth(node.kubelet)} /> kubelet {node.kubelet}
        </span>
        <span className="flex items-center gap-1.5">
          <HealthDot health={unitHealth(node.runtime)} /> containerd {node.runtime}
        </span>
        <span>{node.cni === null ? 'no CNI configuration' : `CNI ${node.cni}`}</span>
      </p>
      <PodItems pods={pods} />
    </section>
  )
}

function PodItems({ pods }: { pods: readonly ClusterPod[] }) {
  if (pods.length === 0) return <p className="mt-1 text-muted">No Pods.</p>
  return (
    <ul className="mt-1.5 divide-y divide-line border-y border-line">
      {pods.map((pod) => (
        <li key={pod.key} className="py-1.5">
          <span className="flex items-center gap-2">
            <HealthDot health={podHealth(pod)} />
            <span className="min-w-0 flex-1 truncate font-mono text-xs">{pod.key}</span>
            <span className="text-muted">{podWords(pod)}</span>
          </span>
          <span className="block pl-4 text-xs text-muted">
            {addressWords(pod)}
            {' · '}
            {pod.pause === null ? 'no pause container' : `pause ${pod.pause}`}
            {pod.containers.map((container) => ` · ${containerWords(container)}`)}
          </span>
        </li>
      ))}
    </ul>
  )
}

function ServiceItems({ view }: { view: ClusterView }) {
  return (
    <section aria-label="Services">
      <h3 className="font-semibold">Services</h3>
      <ul className="mt-1.5 divide-y divide-line border-y border-line">
        {view.services.map(({ key, type, clusterIp, ports, endpoints }) => (
          <li key={key} className="py-1.5">
            <span className="font-mono text-xs">{key}</span>
            <span className="block text-xs text-muted">
              {type} {clusterIp ?? 'no cluster IP'} · {ports.join(', ')} ·{' '}
              {endpoints.length === 0 ? 'no endpoints' : 'endpoints '}
              {endpoints.map(({ ip, isReady }) => `${ip}${isReady ? '' : ' (not ready)'}`).join(', ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
