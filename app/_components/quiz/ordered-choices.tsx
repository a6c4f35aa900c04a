'use client'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { type MouseEvent, useState } from 'react'
import { flushSync } from 'react-dom'
import { InlineText } from '../site/inline-text.tsx'
import { moved } from './answer.ts'
import type { ChoicesProps } from './choices.tsx'

const MOVES = [
  { by: -1, Icon: ArrowUp, label: 'Move up' },
  { by: 1, Icon: ArrowDown, label: 'Move down' },
] as const

/** A list with buttons to move each item: works with mouse, touch and keyboard. */
export function OrderedChoices({ question, control: { answer, change } }: ChoicesProps) {
  const [told, setTold] = useState('')
  const textOf = (id: string) => question.choices.find((choice) => choice.id === id)?.text ?? id
  const move = (id: string, by: -1 | 1) => (event: MouseEvent<HTMLElement>) => {
    const button = event.currentTarget
    const next = moved(answer, id, by)
    flushSync(() => change(next))
    setTold(`${textOf(id)}: now ${next.indexOf(id) + 1} of ${next.length}`)
    // The browser clears the focus of an element that moves in the document.
    button.focus()
  }
  return (
    <>
      <ol className="divide-y divide-line rounded-md border border-line">
        {answer.map((id, index) => {
          const text = textOf(id)
          return (
            <li key={id} className="flex items-center gap-3 bg-canvas py-1.5 pl-3 pr-1.5">
              <span className="w-4 text-sm tabular-nums text-faint">{index + 1}</span>
              <span className="flex-1">
                <InlineText>{text}</InlineText>
              </span>
              {MOVES.map(({ by, Icon, label }) => (
                <button
                  key={by}
                  type="button"
                  aria-label={`${label}: ${text}`}
                  aria-disabled={answer[index + by] === undefined}
                  onClick={move(id, by)}
                  className="inline-flex size-7 items-center justify-center rounded text-muted hover:bg-sunken hover:text-text aria-disabled:opacity-30"
                >
                  <Icon size={15} aria-hidden />
                </button>
              ))}
            </li>
          )
        })}
      </ol>
      <output className="sr-only">{told}</output>
    </>
  )
}
