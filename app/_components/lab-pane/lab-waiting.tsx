import { LoaderCircle } from 'lucide-react'

/** A short wait. Appears only when it is not so short, so that quick answers do not flicker. */
export function LabWaiting({ children }: { children: string }) {
  return (
    <div className="appear-late flex min-h-full items-center justify-center gap-3 p-6 text-sm text-muted">
      <LoaderCircle size={16} className="animate-spin text-accent" aria-hidden />
      {children}
    </div>
  )
}
