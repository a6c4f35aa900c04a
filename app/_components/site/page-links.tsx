'use client'
import { usePathname, useRouter } from 'next/navigation'
import { useAction } from './use-action.ts'

/** The pages that are no lesson, for the palette. */
export function PageLinks() {
  const router = useRouter()
  const here = usePathname()
  useAction({ id: 'course', label: 'Go to the course map', isAvailable: here !== '/' }, () => router.push('/'))
  useAction({ id: 'glossary', label: 'Go to the glossary', isAvailable: here !== '/glossary' }, () =>
    router.push('/glossary'),
  )
  return null
}
