import type { Metadata } from 'next'
import { AuditLog } from '../_components/account/audit-log.tsx'
import { SiteHeader } from '../_components/header/site-header.tsx'
import { SkipLink } from '../_components/site/skip-link.tsx'

export const metadata: Metadata = { title: 'Audit log' }

export default function Page() {
  return (
    <>
      <SkipLink to="main">Skip to the audit log</SkipLink>
      <SiteHeader />
      <main id="main" className="mx-auto max-w-[72rem] px-5 pb-24 pt-6 sm:px-8">
        <h1 className="text-[2.125rem] font-semibold leading-tight tracking-[-0.022em]">Audit log</h1>
        <AuditLog />
      </main>
    </>
  )
}
