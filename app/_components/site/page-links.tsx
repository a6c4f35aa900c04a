'use client'
import { usePathname, useRouter } from 'next/navigation'
import { useAction } from './page-actions.ts'

/** Offers the pages that are no lesson in the palette. */
export function PageLinks() {
  const router = useRouter()
  const here = usePathname()
  useAction({ id: 'course', label: 'Go to the course map', isAvailable: here !== '/' }, () => router.push('/'))
  useAction({ id: 'glossary', label: 'Go to the glossary', isAvailable: here !== '/glossary' }, () =>
    router.push('/glossary'),
  )
  useAction({ id: 'account', label: 'Go to your account', isAvailable: here !== '/account' }, () =>
    router.push('/account'),
  )
  useAction({ id: 'classes', label: 'Go to your classes', isAvailable: here !== '/class' }, () => router.push('/class'))
  return null
}
