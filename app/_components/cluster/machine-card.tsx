import type { ClusterNode } from '#protocol/cluster.ts'
import { HealthDot } from './health-dot.tsx'
import { readyWords, unitHealth } from './health.ts'

/** The background of one node; its Pods are drawn on top. */
export function MachineCard({ node }: { node: ClusterNode | undefined }) {
  if (node === undefined) {
    return (
      <div className="h-full rounded-lg border border-dashed border-line-strong px-3 py-2 text-xs text-muted">
        No node has been chosen for these
      </div>
    )
  }
  const isWell = node.isAnswering && (node.ready === 'True' || node.ready === null)
  return (
    <div className="h-full rounded-lg border border-line-strong bg-surface px-3 pt-2.5">
      <p className="flex items-baseline justify-between gap-2 text-[13px] font-semibold">
        {node.id}
        <span className={isWell ? 'text-xs font-normal text-muted' : 'text-xs font-medium text-danger'}>
          {readyWords(node)}
        </span>
      </p>
      <p className="mt-1.5 flex gap-3 text-xs text-muted">
        <Part label="kubelet" state={node.kubelet} />
        <Part label="containerd" state={node.runtime} />
        <Part label={node.cni === null ? 'no CNI' : node.cni} state={node.cni === null ? 'absent' : 'active'} />
      </p>
    </div>
  )
}

function Part({ label, state }: { label: string; state: string }) {
  const health = unitHealth(state)
  return (
    <span className="flex items-center gap-1.5">
      <HealthDot health={health} />
      {label}
      {health !== 'good' && state !== 'absent' && <span className="font-medium text-danger">{state}</span>}
    </span>
  )
}
