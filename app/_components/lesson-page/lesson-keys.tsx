'use client'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { settings } from '../settings/settings.ts'
import { useShortcut } from '../site/use-shortcut.ts'
import { useLesson } from '../lesson/lesson-provider.tsx'

export interface LessonKeysProps {
  previous: string | undefined
  next: string | undefined
}

/** Handles the keys `[` and `]`, and stores the lesson as the last one opened in this browser. */
export function LessonKeys({ previous, next }: LessonKeysProps) {
  const router = useRouter()
  const { module, lesson } = useLesson()
  useShortcut('previous', () => router.push(previous ?? '/'), previous !== undefined)
  useShortcut('next', () => router.push(next ?? '/'), next !== undefined)
  useEffect(() => settings.write('last-lesson', `${module}/${lesson}`), [module, lesson])
  return null
}
