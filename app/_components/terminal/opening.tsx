import { clsx } from 'clsx'
import { LoaderCircle } from 'lucide-react'

/** A wait that is usually over before anybody reads this; shown at once when somebody typed into it. */
export function Opening({ hasDropped, children }: { hasDropped: boolean; children: string }) {
  return (
    <div
      className={clsx(
        'pointer-events-none absolute inset-0 flex flex-col items-center justify-center gap-2 text-sm text-muted',
        !hasDropped && 'appear-late',
      )}
    >
      <p className="flex items-center gap-3">
        <LoaderCircle size={16} className="animate-spin text-accent" aria-hidden />
        {children}
      </p>
      {hasDropped && <p className="font-medium text-danger">What you typed was not sent.</p>}
    </div>
  )
}
