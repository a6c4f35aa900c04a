'use client'
import { Lightbulb } from 'lucide-react'
import { call } from '../api/call.ts'
import { useLabActions } from '../lab/use-lab.ts'
import { useLesson } from '../lesson/lesson-provider.tsx'
import { useProgress } from '../lesson/use-progress.ts'
import { InlineText } from '../site/inline-text.tsx'

/** Shows one more hint with each click. Hints that were shown once stay visible. */
export function Hints({ step, hints }: { step: string; hints: readonly string[] }) {
  const { module, lesson } = useLesson()
  const { addHints } = useLabActions()
  const shown = useProgress().get(step)?.hints ?? 0
  if (hints.length === 0) return null
  const showNext = () => {
    const body = { module, lesson, step, shown: shown + 1 }
    addHints(body)
    void countHints(body)
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

/** Reports a shown hint to the server. The page shows the hint even if the report fails. */
async function countHints(body: { module: string; lesson: string; step: string; shown: number }): Promise<void> {
  try {
    await call('hints.count', { body })
  } catch {
    // The hint is visible; only the count is lost.
  }
}
