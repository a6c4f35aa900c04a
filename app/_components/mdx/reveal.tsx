import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { InlineText } from '../site/inline-text.tsx'

/** A question with a hidden answer; the learner reveals it. */
export function Reveal({ question, children }: { question: string; children: ReactNode }) {
  return (
    <details className="set group rounded-lg border border-line bg-surface open:pb-1">
      <summary className="flex cursor-pointer list-none items-start gap-3 rounded-lg px-4 py-3 hover:bg-sunken [&::-webkit-details-marker]:hidden">
        <ChevronRight
          size={18}
          aria-hidden
          className="mt-1 shrink-0 text-faint transition-transform group-open:rotate-90"
        />
        <span className="flex-1">
          <span className="block font-medium">
            <InlineText>{question}</InlineText>
          </span>
          <span className="mt-0.5 block text-sm text-faint group-open:hidden">Decide for yourself, then open.</span>
        </span>
      </summary>
      <div className="px-4 pb-3 pl-[2.85rem] *:first:mt-1! *:last:mb-0!">{children}</div>
    </details>
  )
}
