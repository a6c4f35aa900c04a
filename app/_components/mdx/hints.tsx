'use client'
import { Lightbulb } from 'lucide-react'
import { useState } from 'react'
import { loadBrowserApi } from '../api/load-browser-api.ts'
import { useLesson } from '../lesson/lesson-provider.tsx'
import { useProgress } from '../lesson/use-progress.ts'
import { InlineText } from './inline-text.tsx'

/** One hint at a time, each saying more than the one before. Those that were shown once stay. */
export function Hints({ step, hints }: { step: string; hints: readonly string[] }) {
  const { module, lesson } = useLesson()
  const shownBefore = useProgress().get(step)?.hints ?? 0
  const [shownNow, setShownNow] = useState(0)
  const shown = Math.max(shownBefore, shownNow)
  if (hints.length === 0) return null
  const showNext = () => {
    setShownNow(shown + 1)
    void countHints({ module, lesson, step, shown: shown + 1 })
  }
  return (
    <div>
      <ol className="space-y-2 empty:hidden" aria-live="polite">
        {hints.slice(0, shown).map((hint, index) => (
          <li key={hint} className="flex gap-2.5 pt-1 leading-relaxed">
            <span className="shrink-0 font-medium text-faint">Hint {index + 1}</span>
            <span>
              <InlineText>{hint}</InlineText>
            </span>
          </li>
        ))}
      </ol>
      {shown < hints.length && (
        <button
          type="button"
          onClick={showNext}
          className="-ml-2 mt-0.5 inline-flex h-8 items-center gap-1.5 rounded-md px-2 text-[13px] font-medium text-muted hover:bg-sunken hover:text-text"
        >
          <Lightbulb size={14} aria-hidden />
          {shown === 0 ? 'Give me a hint' : 'Another hint'}
          <span className="font-normal text-faint">
            {shown + 1} of {hints.length}
          </span>
        </button>
      )}
    </div>
  )
}

/** A hint helps as well when nobody counts it: reading goes on without the server. */
async function countHints(body: { module: string; lesson: string; step: string; shown: number }): Promise<void> {
  try {
    const { stepApi } = await loadBrowserApi()
    await stepApi.countHints(body)
  } catch {
    // See above.
  }
}
