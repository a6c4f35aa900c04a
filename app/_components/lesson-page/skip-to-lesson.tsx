'use client'
import { useShowView } from '../lesson/lesson-view.ts'
import { SkipLink } from '../site/skip-link.tsx'

/** The link to the text. On a narrow screen that shows the terminal, it shows the text first. */
export function SkipToLesson() {
  const show = useShowView()
  const showText = () => {
    if (document.getElementById('text')?.offsetParent === null) show('text')
  }
  return (
    <SkipLink to="text" onFollow={showText}>
      Skip to the lesson
    </SkipLink>
  )
}
