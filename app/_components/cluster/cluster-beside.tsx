'use client'
import dynamic from 'next/dynamic'
import type { ReactNode } from 'react'
import { LabWaiting } from '../lab-pane/lab-waiting.tsx'
import type { ClusterLook } from './cluster-look.ts'
import { useClusterShown } from './use-cluster-shown.ts'

const ClusterPanel = dynamic(async () => (await import('./cluster-panel.tsx')).ClusterPanel, {
  ssr: false,
  loading: () => <LabWaiting>Fetching the cluster view</LabWaiting>,
})

/** The terminals, and above them the cluster when the learner wants to see it. */
export function ClusterBeside({ look, children }: { look: ClusterLook; children: ReactNode }) {
  const [isShown, setShown] = useClusterShown()
  return (
    <div className="flex h-full flex-col">
      {isShown && (
        <div className="min-h-0 flex-1 basis-[55%]">
          <ClusterPanel look={look} onClose={() => setShown(false)} />
        </div>
      )}
      <div className="min-h-0 flex-1 basis-[45%]">{children}</div>
    </div>
  )
}
