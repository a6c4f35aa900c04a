'use client'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { settings } from '../settings/settings.ts'
import { useShortcut } from '../site/use-shortcut.ts'
import { useLesson } from './lesson-provider.tsx'

export interface LessonKeysProps {
  previous: string | undefined
  next: string | undefined
}

/** The keys `[` and `]`; and the browser remembers the lesson as the last one that was open. */
export function LessonKeys({ previous, next }: LessonKeysProps) {
  const router = useRouter()
  const { module, lesson } = useLesson()
  useShortcut('previous', () => router.push(previous ?? '/'), previous !== undefined)
  useShortcut('next', () => router.push(next ?? '/'), next !== undefined)
  useEffect(() => settings.write('last-lesson', `${module}/${lesson}`), [module, lesson])
  return null
}
