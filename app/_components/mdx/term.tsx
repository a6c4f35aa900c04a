'use client'
import { type ReactNode, useId } from 'react'
import { useLesson } from '../lesson/lesson-provider.tsx'
import { InlineText } from '../site/inline-text.tsx'

export interface TermProps {
  name: string
  children: ReactNode
}

/** A term of the glossary; a popover without script shows its text. */
export function Term({ name, children }: TermProps) {
  const id = useId()
  const text = useLesson().terms[name]
  if (text === undefined) return children
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
