import { clsx } from 'clsx'
import type { ClusterPod } from '#protocol/cluster.ts'
import { HealthDot } from './health-dot.tsx'
import { isOfSystem } from './layout.ts'
import { podHealth, podWords } from './words.ts'

/** One Pod: name, address, and a mark for pause and for each container. */
export function PodCard({ pod, isChosen }: { pod: ClusterPod; isChosen: boolean }) {
  const health = podHealth(pod)
  return (
    <div
      title={pod.key}
      className={clsx(
        'flex h-full cursor-pointer flex-col justify-between rounded-md border px-2 py-1.5 text-[11px] leading-4',
        isChosen ? 'border-accent bg-accent-soft' : 'border-line bg-canvas hover:border-line-strong',
        isOfSystem(pod) && !isChosen && 'text-muted',
      )}
    >
      <p className="flex items-center gap-1.5 font-mono">
        <HealthDot health={health} />
        <span className="truncate">{pod.name}</span>
      </p>
      <p className="flex justify-between gap-2 text-muted">
        <span className="truncate">{health === 'good' ? addressOf(pod) : podWords(pod)}</span>
        <Parts pod={pod} />
      </p>
    </div>
  )
}

function addressOf({ ip, isOnHostNetwork }: ClusterPod): string {
  return isOnHostNetwork ? 'host network' : (ip ?? 'no address')
}

/** The pause container as a ring, the others as squares: filled while they run. */
function Parts({ pod: { pause, containers } }: { pod: ClusterPod }) {
  return (
    <span className="flex shrink-0 items-center gap-1">
      <span
        title={pause === null ? 'no pause container' : `pause ${pause}`}
        className={clsx('size-2.5 rounded-full border', pause === null ? 'border-line' : 'border-2 border-text')}
      />
      {containers.map(({ name, state }) => (
        <span
          key={name}
          title={`${name} ${state}`}
          className={clsx('size-2.5 rounded-[3px] border border-text', state === 'running' && 'bg-text')}
        />
      ))}
    </span>
  )
}
