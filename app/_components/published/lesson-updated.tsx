'use client'
import { RefreshCw } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent, useState } from 'react'
import { browserPage } from '../terminal/visible.ts'
import { LessonVersion } from './lesson-version.ts'
import { loadPublished } from './load-published.ts'

/** Soon enough for a class whose instructor has just mended a step. */
const LOOK_EVERY_MS = 30_000
/** For an author, who looks from the text to the page. */
const PREVIEW_EVERY_MS = 500

/** Says that the open lesson was published again; an author's page follows each save. `lesson` is `<module>/<lesson>`. */
export function LessonUpdated({ lesson }: { lesson: string }) {
  const [isUpdated, setIsUpdated] = useState(false)
  const router = useRouter()
  const follow = useEffectEvent(() => router.refresh())
  useEffect(() => {
    const version = new LessonVersion(lesson, loadPublished)
    let timer: ReturnType<typeof setTimeout> | undefined
    let isOpen = true
    const look = async () => {
      const news = await version.look()
      if (!isOpen) return
      setIsUpdated(news === 'updated')
      if (news === 'saved') follow()
      clearTimeout(timer)
      timer = setTimeout(lookIfSeen, version.isPreview ? PREVIEW_EVERY_MS : LOOK_EVERY_MS)
    }
    const lookIfSeen = () => {
      if (browserPage.isVisible()) void look()
    }
    void look()
    const stopWatching = browserPage.watch({ onVisible: () => {}, onWake: () => void look() })
    return () => {
      isOpen = false
      clearTimeout(timer)
      stopWatching()
    }
  }, [lesson])
  return (
    <output className="fixed bottom-12 left-4 z-30 max-w-sm print:hidden">
      {isUpdated && (
        <p className="flex items-center gap-3 rounded-lg border border-line bg-surface px-4 py-3 text-sm shadow-raised">
          <span>This lesson was updated. Your cluster and terminals stay as they are.</span>
          <button
            type="button"
            onClick={() => location.reload()}
            className="flex shrink-0 items-center gap-2 rounded-md border border-line px-3 py-1.5 font-medium hover:bg-line/40"
          >
            <RefreshCw size={14} aria-hidden />
            Reload
          </button>
        </p>
      )}
    </output>
  )
}
