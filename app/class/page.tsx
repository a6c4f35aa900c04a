import type { Metadata } from 'next'
import { Suspense } from 'react'
import { ClassPage } from '../_components/class/class-page.tsx'
import { SiteHeader } from '../_components/header/site-header.tsx'
import { SkipLink } from '../_components/site/skip-link.tsx'

export const metadata: Metadata = { title: 'Classes' }

export default function Page() {
  return (
    <>
      <SkipLink to="main">Skip to the class</SkipLink>
      <SiteHeader />
      <main id="main" className="mx-auto max-w-[72rem] px-5 pb-24 pt-4 sm:px-8">
        <Suspense>
          <ClassPage />
        </Suspense>
      </main>
    </>
  )
}
