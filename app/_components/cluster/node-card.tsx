import type { ClusterNode } from '#protocol/cluster.ts'
import { HealthDot } from './health-dot.tsx'
import { readyWords, unitHealth } from './health.ts'

/** The box of one node, or of the Pods without a node. The Pods are drawn on top. */
export function NodeCard({ node }: { node: ClusterNode | undefined }) {
  if (node === undefined) {
    return (
      <div className="h-full rounded-lg border border-dashed border-line-strong px-3 py-2 text-xs text-muted">
        The scheduler has chosen no node for these Pods
      </div>
    )
  }
  // Null: the API server does not answer, which is no problem of this node.
  const hasNoProblem = node.isAnswering && (node.ready === 'True' || node.ready === null)
  return (
    <div className="h-full rounded-lg border border-line-strong bg-surface px-3 pt-2.5">
      <p className="flex items-baseline justify-between gap-2 text-[13px] font-semibold">
        {node.id}
        <span className={hasNoProblem ? 'text-xs font-normal text-muted' : 'text-xs font-medium text-danger'}>
          {readyWords(node)}
        </span>
      </p>
      <p className="mt-1.5 flex gap-3 text-xs text-muted">
        <UnitState label="kubelet" state={node.kubelet} />
        <UnitState label="containerd" state={node.runtime} />
        <UnitState
          label={node.cni === null ? 'no CNI configuration' : node.cni}
          state={node.cni === null ? 'absent' : 'active'}
        />
      </p>
    </div>
  )
}

function UnitState({ label, state }: { label: string; state: string }) {
  const health = unitHealth(state)
  return (
    <span className="flex items-center gap-1.5">
      <HealthDot health={health} />
      {label}
      {health !== 'good' && state !== 'absent' && <span className="font-medium text-danger">{state}</span>}
    </span>
  )
}
