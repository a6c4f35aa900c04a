export interface SkipLinkProps {
  /** Id of the target. */
  to: string
  children: string
  /** Called before the browser goes to the target. */
  onFollow?: () => void
}

export function SkipLink({ to, children, onFollow }: SkipLinkProps) {
  return (
    <a
      href={`#${to}`}
      onClick={onFollow}
      className="fixed left-3 top-2 z-50 -translate-y-16 rounded-md bg-accent px-3 py-2 text-sm font-medium text-on-accent focus:translate-y-0"
    >
      {children}
    </a>
  )
}
