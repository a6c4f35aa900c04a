'use client'
import { buttonClass } from '../site/button.ts'
import { useStore } from '../store/use-store.ts'
import type { LabTerminals } from '../terminal/session/lab-terminals.ts'

/** A narrow page hides the terminals, and their notice, behind the text. So the status bar shows who watches or types. */
export function WatchedStatus({ terminals }: { terminals: LabTerminals }) {
  const { watchers, takeOver } = useStore(terminals)
  if (watchers.length === 0 && takeOver.state !== 'allowed') return null
  return (
    <span className="watched-status items-center gap-2">
      <span className="min-w-0 truncate font-medium text-warning">
        {takeOver.state === 'allowed' ? `${takeOver.name} types` : `${watchers.join(', ')} watches`}
      </span>
      {takeOver.state === 'allowed' && (
        <button type="button" className={buttonClass('primary', 'small')} onClick={() => terminals.takeBack()}>
          Take control back
        </button>
      )}
    </span>
  )
}
