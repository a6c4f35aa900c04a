'use client'
import { Network } from 'lucide-react'
import { buttonClass } from '../site/button.ts'
import { useAction } from '../site/page-actions.ts'
import { useSetting } from '../settings/settings.ts'

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

/** Whether the learner wants to see the cluster, in every lesson. */
export function useClusterShown(): readonly [boolean, (isShown: boolean) => void] {
  const [stored, store] = useSetting('cluster')
  return [stored === 'shown', (isShown) => store(isShown ? 'shown' : 'hidden')]
}
