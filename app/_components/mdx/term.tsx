import { type ReactNode, useId } from 'react'
import { InlineText } from './inline-text.tsx'

export interface TermProps {
  name: string
  /** What the glossary says. */
  text: string
  children: ReactNode
}

/** Words that the glossary explains, on request and without a script. */
export function Term({ name, text, children }: TermProps) {
  const id = useId()
  const anchor = `--term${id.replaceAll(/[^a-zA-Z0-9]/g, '')}`
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        style={{ anchorName: anchor }}
        className="cursor-help font-[inherit] underline decoration-faint decoration-dotted underline-offset-4 hover:decoration-accent"
      >
        {children}
      </button>
      <span
        id={id}
        popover="auto"
        role="note"
        aria-label={name}
        style={{ positionAnchor: anchor }}
        className="term-note"
      >
        <strong className="block text-sm">{name}</strong>
        <span className="mt-1 block text-sm leading-relaxed text-muted">
          <InlineText>{text}</InlineText>
        </span>
      </span>
    </>
  )
}
