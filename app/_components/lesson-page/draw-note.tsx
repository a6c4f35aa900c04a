'use client'
import { Shuffle } from 'lucide-react'
import { useLesson } from '../lesson/lesson-provider.tsx'

/** In a lesson that draws: how many steps a lab draws, or that this lab has drawn them. */
export function DrawNote() {
  const { draw, exam, undrawn } = useLesson()
  // The rules of the exam state it.
  if (draw === undefined || exam !== undefined) return null
  const text =
    undrawn.length === 0
      ? `A lab draws ${draw} of these cases at random. Without one you can read them all.`
      : `Your lab has drawn ${draw} cases. The ${undrawn.length} others are for another time: a new lab draws anew.`
  return (
    <p className="mt-6 flex gap-2.5 rounded-md bg-sunken px-4 py-3 text-sm text-muted">
      <Shuffle size={16} aria-hidden className="mt-0.5 shrink-0" />
      {text}
    </p>
  )
}
