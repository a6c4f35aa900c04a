import Link from 'next/link'

/** Two nodes and the line between them. */
export function Logo() {
  return (
    <Link href="/" className="flex items-center gap-2 font-semibold tracking-tight text-text no-underline">
      <svg viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" strokeWidth="1.6" aria-hidden>
        <rect x="1.5" y="1.5" width="9" height="9" rx="2" />
        <rect x="11" y="11" width="7.5" height="7.5" rx="1.8" className="fill-accent stroke-accent" />
        <path d="M6 10.5v4.2h5" />
      </svg>
      Kindlab
    </Link>
  )
}
