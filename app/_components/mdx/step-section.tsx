'use client'
import type { ReactNode } from 'react'
import { useLesson } from '../lesson/lesson-provider.tsx'

/** Not there in a lab that has not drawn the step. */
export function StepSection({ id, children }: { id: string; children: ReactNode }) {
  const isUndrawn = useLesson().undrawn.includes(id)
  return (
    <section
      id={id}
      hidden={isUndrawn}
      aria-labelledby={`${id}-title`}
      className="mt-12 scroll-mt-16 first:mt-0 [&[hidden]]:hidden"
    >
      {children}
    </section>
  )
}
