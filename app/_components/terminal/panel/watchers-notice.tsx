import { Eye } from 'lucide-react'

/** The instructors who watch, as long as they watch. In full screen it stays visible, because it is a part of the panel. */
export function WatchersNotice({ watchers }: { watchers: readonly string[] }) {
  return (
    <div aria-live="polite">
      {watchers.length > 0 && (
        <p className="flex items-center gap-2 border-b border-warning/50 bg-warning-soft px-3 py-1.5 text-sm text-text">
          <Eye size={16} aria-hidden className="shrink-0 text-warning" />
          <span>
            <bdi className="font-medium">{watchers.join(', ')}</bdi> {watchers.length === 1 ? 'watches' : 'watch'} your
            terminals. Only you can type.
          </span>
        </p>
      )}
    </div>
  )
}
