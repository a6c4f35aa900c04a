'use client'
import { RefreshCw } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent, useState } from 'react'
import { browserPage } from '../terminal/connection/page-visibility.ts'
import { LessonVersion, type LoadPublished } from './lesson-version.ts'

/** Learners see a fix of the instructor within this time. */
const POLL_EVERY_MS = 30_000
/** For an author, who saves the text and reads the page. */
const PREVIEW_EVERY_MS = 500

/** `no-cache`: the browser revalidates; the answer to an unchanged file has no body. */
const loadPublished: LoadPublished = async () => {
  const { PublishedView, VERSION_FILE } = await import('#protocol/published.ts')
  try {
    const answer = await fetch(`/${VERSION_FILE}`, { cache: 'no-cache' })
    if (answer.ok) return PublishedView.safeParse(await answer.json()).data
    // An answer that is not read holds its connection.
    await answer.body?.cancel()
    return undefined
  } catch {
    return undefined
  }
}

/** Reports that the open lesson was published again. An author's page reloads after each save. `lesson` is `<module>/<lesson>`. */
export function LessonUpdated({ lesson }: { lesson: string }) {
  const [isUpdated, setIsUpdated] = useState(false)
  const router = useRouter()
  const refresh = useEffectEvent(() => router.refresh())
  useEffect(() => {
    const version = new LessonVersion(lesson, loadPublished)
    let timer: ReturnType<typeof setTimeout> | undefined
    let isOpen = true
    const poll = async () => {
      const change = await version.check()
      if (!isOpen) return
      setIsUpdated(change === 'updated')
      if (change === 'saved') refresh()
      clearTimeout(timer)
      timer = setTimeout(pollIfVisible, version.isPreview ? PREVIEW_EVERY_MS : POLL_EVERY_MS)
    }
    const pollIfVisible = () => {
      if (browserPage.isVisible()) void poll()
    }
    void poll()
    const stopWatching = browserPage.watch({ onVisible: () => {}, onWake: () => void poll() })
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
