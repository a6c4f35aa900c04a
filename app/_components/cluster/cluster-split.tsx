'use client'
import dynamic from 'next/dynamic'
import type { ReactNode } from 'react'
import { LoadingNote } from '../site/loading-note.tsx'
import type { WatchedCluster } from './watched-cluster.ts'
import { useClusterShown } from './cluster-button.tsx'

const ClusterPanel = dynamic(async () => (await import('./cluster-panel.tsx')).ClusterPanel, {
  ssr: false,
  loading: () => <LoadingNote>Fetching the cluster view</LoadingNote>,
})

/** The terminals, below the cluster if the learner shows it. */
export function ClusterSplit({ cluster, children }: { cluster: WatchedCluster; children: ReactNode }) {
  const [isShown, setShown] = useClusterShown()
  return (
    <div className="flex h-full flex-col">
      {isShown && (
        <div className="min-h-0 flex-1 basis-[55%]">
          <ClusterPanel cluster={cluster} onClose={() => setShown(false)} />
        </div>
      )}
      <div className="min-h-0 flex-1 basis-[45%]">{children}</div>
    </div>
  )
}
