'use client'
import { Lightbulb } from 'lucide-react'
import { useState } from 'react'
import { InlineText } from './inline-text.tsx'

/** One hint at a time, each saying more than the one before. */
export function Hints({ hints }: { hints: readonly string[] }) {
  const [shown, setShown] = useState(0)
  if (hints.length === 0) return null
  return (
    <div className="border-t border-line px-4 py-2 text-sm">
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
          onClick={() => setShown(shown + 1)}
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
