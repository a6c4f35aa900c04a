import { LoaderCircle } from 'lucide-react'

/** Appears after a delay, so that a quick answer does not flicker. */
export function LoadingNote({ children }: { children: string }) {
  return (
    <div className="appear-late flex min-h-full items-center justify-center gap-3 p-6 text-sm text-muted">
      <LoaderCircle size={16} className="animate-spin text-accent" aria-hidden />
      {children}
    </div>
  )
}
