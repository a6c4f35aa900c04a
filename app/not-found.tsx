import type { Metadata } from 'next'
import Link from 'next/link'
import { buttonClass } from './_components/site/button.ts'
import { Logo } from './_components/site/logo.tsx'
import { ScrollBox } from './_components/site/scroll-box.tsx'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <main className="mx-auto flex min-h-dvh max-w-xl flex-col justify-center px-6 py-16">
      <Logo />
      <h1 className="mt-10 text-3xl font-semibold tracking-tight">There is no such page</h1>
      <ScrollBox className="mt-5 rounded-lg border border-line bg-sunken px-4 py-3">
        <pre className="code">
          <code>Error from server (NotFound): lessons.kindlab &quot;this-page&quot; not found</code>
        </pre>
      </ScrollBox>
      <p className="mt-5 text-muted">
        The address may have a slip in it, or the lesson has moved. Everything there is stands on the map.
      </p>
      <p className="mt-6">
        <Link href="/" className={buttonClass('primary')}>
          Back to the course
        </Link>
      </p>
    </main>
  )
}
