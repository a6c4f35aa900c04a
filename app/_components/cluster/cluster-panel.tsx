'use client'
import { Network, Rows3, TriangleAlert, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { ClusterFocus, ClusterView } from '#protocol/cluster.ts'
import { useSetting } from '../settings/settings.ts'
import { ScrollBox } from '../site/scroll-box.tsx'
import { useStore } from '../store/use-store.ts'
import { ClusterDrawing } from './cluster-drawing.tsx'
import { ClusterList } from './cluster-list.tsx'
import type { WatchedCluster } from './watched-cluster.ts'
import { withClickedPod, withClickedService } from './focus.ts'
import { FocusDetail } from './focus-detail.tsx'
import { FocusFields } from './focus-fields.tsx'
import { MarkLegend } from './pod-card.tsx'

/** Below this width two nodes do not fit side by side in a readable size. */
const NARROW_PX = 640

export interface ClusterPanelProps {
  cluster: WatchedCluster
  onClose: () => void
}

/** The learner's cluster. The server polls it while the panel is mounted. */
export function ClusterPanel({ cluster, onClose }: ClusterPanelProps) {
  const view = useStore(cluster)
  const [focus, setFocus] = useState<ClusterFocus>({})
  useWatch(cluster, focus)
  const [stored, store] = useSetting('cluster-form')
  const isList = stored === undefined ? window.innerWidth < NARROW_PX : stored === 'list'
  return (
    <section aria-label="Cluster" className="flex h-full min-h-0 flex-col border-b border-line bg-canvas">
      <header className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-surface py-1 pl-3 pr-1">
        <h2 className="text-[13px] font-semibold">Cluster</h2>
        <div className="flex flex-1 flex-wrap items-center gap-x-3 gap-y-1 max-sm:order-last max-sm:basis-full">
          {view !== null && <FocusFields view={view} focus={focus} onFocus={setFocus} />}
        </div>
        <span className="flex-1 sm:hidden" />
        <button
          type="button"
          aria-pressed={isList}
          onClick={() => store(isList ? 'drawing' : 'list')}
          className="inline-flex h-7 items-center gap-1.5 rounded-md px-2 text-xs text-muted hover:bg-sunken hover:text-text"
        >
          {isList ? <Network size={14} aria-hidden /> : <Rows3 size={14} aria-hidden />}
          {isList ? 'As a drawing' : 'As a list'}
        </button>
        <button
          type="button"
          aria-label="Close the cluster view"
          onClick={onClose}
          className="inline-flex size-7 items-center justify-center rounded-md text-muted hover:bg-sunken hover:text-text"
        >
          <X size={15} aria-hidden />
        </button>
      </header>
      {view === null ? (
        <p className="p-4 text-sm text-muted">Looking at your cluster</p>
      ) : (
        <Shown view={view} focus={focus} setFocus={setFocus} isList={isList} />
      )}
    </section>
  )
}

interface ShownProps {
  view: ClusterView
  focus: ClusterFocus
  setFocus: (focus: ClusterFocus) => void
  isList: boolean
}

function Shown({ view, focus, setFocus, isList }: ShownProps) {
  return (
    <>
      <output>
        {view.apiProblem !== null && (
          <span className="flex items-start gap-2 border-b border-warning/40 bg-warning-soft px-3 py-1.5 text-xs text-warning">
            <TriangleAlert size={14} className="mt-px shrink-0" aria-hidden />
            <span>
              The API server does not answer. This is what systemd and the runtimes of the nodes say; Services only it
              knows. <span className="font-mono text-[11px]">{view.apiProblem}</span>
            </span>
          </span>
        )}
      </output>
      <ScrollBox className="min-h-0 flex-1 overflow-y-auto">
        {!isList && (
          <ClusterDrawing
            view={view}
            focus={focus}
            onPod={(key) => setFocus(withClickedPod(focus, key))}
            onService={(key) => setFocus(withClickedService(focus, key))}
          />
        )}
        <div className={isList ? undefined : 'sr-only'}>
          <ClusterList view={view} />
        </div>
      </ScrollBox>
      {!isList && <MarkLegend />}
      <FocusDetail view={view} focus={focus} />
    </>
  )
}

/** A hidden page does not watch. */
function useWatch(cluster: WatchedCluster, focus: ClusterFocus): void {
  useEffect(() => {
    const update = () => cluster.watch(document.visibilityState === 'visible' ? focus : null)
    update()
    document.addEventListener('visibilitychange', update)
    return () => document.removeEventListener('visibilitychange', update)
  }, [cluster, focus])
  useEffect(() => () => cluster.watch(null), [cluster])
}
