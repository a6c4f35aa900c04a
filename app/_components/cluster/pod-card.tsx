import { clsx } from 'clsx'
import type { ClusterPod } from '#protocol/cluster.ts'
import { HealthDot } from './health-dot.tsx'
import { isSystem } from './cluster-layout.ts'
import { addressWords, podHealth, podWords } from './health.ts'

export function PodCard({ pod, isChosen }: { pod: ClusterPod; isChosen: boolean }) {
  const health = podHealth(pod)
  return (
    <div
      title={pod.key}
      className={clsx(
        'flex h-full cursor-pointer flex-col justify-between rounded-md border px-2 py-1.5 text-[11px] leading-4',
        isChosen ? 'border-accent bg-accent-soft' : 'border-line bg-canvas hover:border-line-strong',
        isSystem(pod) && !isChosen && 'text-muted',
      )}
    >
      <p className="flex items-center gap-1.5 font-mono">
        <HealthDot health={health} />
        <span className="truncate">{pod.name}</span>
      </p>
      <p className="flex justify-between gap-2 text-muted">
        <span className="truncate">{health === 'good' ? addressWords(pod) : podWords(pod)}</span>
        <Parts pod={pod} />
      </p>
    </div>
  )
}

/** The pause container is a ring; each other container is a square, filled while it runs. */
function Parts({ pod: { pause, containers } }: { pod: ClusterPod }) {
  return (
    <span className="flex shrink-0 items-center gap-1">
      <PauseMark isThere={pause !== null} title={pause === null ? 'no pause container' : `pause ${pause}`} />
      {containers.map(({ name, state }) => (
        <ContainerMark key={name} isRunning={state === 'running'} title={`${name} ${state}`} />
      ))}
    </span>
  )
}

function PauseMark({ isThere, title }: { isThere: boolean; title?: string }) {
  return (
    <span
      title={title}
      className={clsx('size-2.5 rounded-full border', isThere ? 'border-2 border-text' : 'border-line')}
    />
  )
}

function ContainerMark({ isRunning, title }: { isRunning: boolean; title?: string }) {
  return <span title={title} className={clsx('size-2.5 rounded-[3px] border border-text', isRunning && 'bg-text')} />
}

/** Explains the marks of the Pods, below the drawing. */
export function MarkLegend() {
  const entry = 'flex items-center gap-1.5'
  return (
    <p
      aria-hidden
      className="flex shrink-0 flex-wrap gap-x-4 gap-y-0.5 border-t border-line bg-surface px-3 py-1 text-[11px] text-muted"
    >
      <span className={entry}>
        <PauseMark isThere /> pause container
      </span>
      <span className={entry}>
        <ContainerMark isRunning /> container that runs
      </span>
      <span className={entry}>
        <ContainerMark isRunning={false} /> container that does not run
      </span>
    </p>
  )
}
