import { clsx } from 'clsx'
import type { ClusterService } from '#protocol/cluster.ts'

export function ServiceCard({ service, isChosen }: { service: ClusterService; isChosen: boolean }) {
  const ready = service.endpoints.filter(({ isReady }) => isReady).length
  return (
    <div
      title={service.key}
      className={clsx(
        'h-full cursor-pointer rounded-full border px-4 py-2 text-[11px] leading-4',
        isChosen ? 'border-accent bg-accent-soft' : 'border-line-strong/60 bg-surface hover:border-line-strong',
      )}
    >
      <p className="truncate font-mono font-medium">{service.name}</p>
      <p className="flex justify-between gap-2 text-muted">
        <span className="truncate">{service.clusterIp ?? 'no cluster IP'}</span>
        <span className={clsx('shrink-0', ready === 0 && 'font-medium text-danger')}>
          {ready} ready {ready === 1 ? 'endpoint' : 'endpoints'}
        </span>
      </p>
    </div>
  )
}
