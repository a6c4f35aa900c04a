'use client'
import { Network } from 'lucide-react'
import { buttonClass } from '../site/button.ts'
import { useAction } from '../site/use-action.ts'
import { useClusterShown } from './use-cluster-shown.ts'

/** In the status bar of a ready lab. */
export function ClusterButton() {
  const [isShown, setShown] = useClusterShown()
  const toggle = () => setShown(!isShown)
  useAction({ id: 'cluster', label: isShown ? 'Hide the cluster' : 'Show the cluster' }, toggle)
  return (
    <button
      type="button"
      aria-pressed={isShown}
      onClick={toggle}
      title="Draw the cluster above the terminal"
      className={`${buttonClass('quiet', 'small')} aria-pressed:bg-accent-soft aria-pressed:text-accent`}
    >
      <Network size={14} aria-hidden />
      <span className="max-sm:sr-only">Cluster</span>
    </button>
  )
}
