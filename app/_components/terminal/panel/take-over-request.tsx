'use client'
import { Keyboard } from 'lucide-react'
import { useEffect, useId, useRef } from 'react'
import { createPortal } from 'react-dom'
import type { TakeOverView } from '#protocol/messages.ts'
import { buttonClass } from '../../site/button.ts'
import { useStore } from '../../store/use-store.ts'
import type { LabTerminals } from '../session/lab-terminals.ts'
import { labelOf } from '../session/tab-list.ts'
import { TAKE_OVER_KEYS, useTakeOverKey } from './use-take-over-key.ts'

/**
 * An instructor asks to type. The page shows it over everything, because a narrow page hides the terminals behind the text. The focus stays in the
 * terminal, so that a key of the learner cannot answer by accident; the key moves it here, and later it takes control back.
 */
export function TakeOverRequest({ terminals }: { terminals: LabTerminals }) {
  const { takeOver } = useStore(terminals)
  const box = useRef<HTMLFieldSetElement>(null)
  const before = useRef<Element>(null)
  useTakeOverKey(() => {
    if (takeOver.state === 'allowed') terminals.takeBack()
    if (takeOver.state !== 'asked' || box.current === null) return
    before.current = document.activeElement
    box.current.focus()
  })
  useEffect(() => {
    if (takeOver.state === 'asked' || !(before.current instanceof HTMLElement)) return
    if (document.activeElement === null || document.activeElement === document.body) before.current.focus()
    before.current = null
  }, [takeOver.state])
  if (typeof document === 'undefined') return null
  const answer = (request: string, isAllowed: boolean) => terminals.answerControl(request, isAllowed)
  return createPortal(
    <div aria-live="assertive" className="fixed inset-x-3 top-16 z-50 mx-auto max-w-xl empty:hidden lg:mx-0 lg:left-6">
      {takeOver.state === 'asked' && <Request box={box} takeOver={takeOver} onAnswer={answer} />}
    </div>,
    document.body,
  )
}

interface RequestProps {
  box: React.RefObject<HTMLFieldSetElement | null>
  takeOver: Extract<TakeOverView, { state: 'asked' }>
  onAnswer: (request: string, isAllowed: boolean) => void
}

function Request({ box, takeOver: { request, name, terminal }, onAnswer }: RequestProps) {
  const id = useId()
  return (
    <fieldset
      ref={box}
      aria-labelledby={id}
      tabIndex={-1}
      className="min-w-0 rounded-lg border border-warning bg-surface px-4 py-3 text-sm text-text shadow-raised"
    >
      <div className="flex items-start gap-3">
        <Keyboard size={18} aria-hidden className="mt-0.5 shrink-0 text-warning" />
        <div className="min-w-0 flex-1">
          <p id={id} className="font-medium">
            <bdi>{name}</bdi> asks to type in your terminal {labelOf(terminal)}.
          </p>
          <p className="mt-0.5 text-muted">
            You see everything, and you can take control back at any time.
            <span className="pointer-coarse:hidden">
              {' '}
              <kbd className="font-mono text-xs">{TAKE_OVER_KEYS}</kbd> moves the focus here.
            </span>
          </p>
        </div>
      </div>
      <div className="mt-3 flex flex-wrap justify-end gap-2">
        <button type="button" className={buttonClass('secondary', 'small')} onClick={() => onAnswer(request, false)}>
          Refuse
        </button>
        <button type="button" className={buttonClass('primary', 'small')} onClick={() => onAnswer(request, true)}>
          Allow
        </button>
      </div>
    </fieldset>
  )
}
