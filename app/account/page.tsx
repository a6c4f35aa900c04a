import type { Metadata } from 'next'
import { AccountPage } from '../_components/account/account-page.tsx'
import { SiteHeader } from '../_components/header/site-header.tsx'
import { SkipLink } from '../_components/site/skip-link.tsx'

export const metadata: Metadata = { title: 'Your account' }

export default function Page() {
  return (
    <>
      <SkipLink to="main">Skip to your account</SkipLink>
      <SiteHeader />
      <main id="main" className="mx-auto max-w-[48rem] px-5 pb-24 pt-6 sm:px-8">
        <h1 className="text-[2.125rem] font-semibold leading-tight tracking-[-0.022em]">Your account</h1>
        <AccountPage />
      </main>
    </>
  )
}
