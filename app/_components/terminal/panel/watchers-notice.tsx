'use client'
import { Eye, Keyboard } from 'lucide-react'
import type { TakeOverView } from '#protocol/messages.ts'
import { buttonClass } from '../../site/button.ts'
import { useStore } from '../../store/use-store.ts'
import type { LabTerminals } from '../session/lab-terminals.ts'
import { labelOf } from '../session/tab-list.ts'
import { TakeOverRequest } from './take-over-request.tsx'
import { TAKE_OVER_KEYS } from './use-take-over-key.ts'

/** The instructors who watch or type, as long as they do. In full screen it stays visible, because it is a part of the panel. */
export function WatchersNotice({ terminals }: { terminals: LabTerminals }) {
  const { watchers, takeOver } = useStore(terminals)
  return (
    <>
      <TakeOverRequest terminals={terminals} />
      {/* A screen reader has to announce at once that the keys go nowhere. */}
      <div aria-live="assertive">
        {takeOver.state === 'allowed' && <Typing takeOver={takeOver} onTakeBack={() => terminals.takeBack()} />}
        <p className="sr-only">{takeOver.state === 'none' && takeOver.ended !== undefined && ENDED[takeOver.ended]}</p>
      </div>
      <div aria-live="polite">
        {watchers.length > 0 && takeOver.state !== 'allowed' && (
          <p className="flex items-center gap-2 border-b border-warning/50 bg-warning-soft px-3 py-1.5 text-sm text-text">
            <Eye size={16} aria-hidden className="shrink-0 text-warning" />
            <span>
              <bdi className="font-medium">{watchers.join(', ')}</bdi> {watchers.length === 1 ? 'watches' : 'watch'}{' '}
              your terminals. Only you can type.
            </span>
          </p>
        )}
      </div>
    </>
  )
}

const ENDED = {
  refused: 'Refused. Only you can type.',
  expired: 'The request has expired. Only you can type.',
  withdrawn: 'The request was withdrawn. Only you can type.',
  given_back: 'You have control of the terminal again.',
  taken_back: 'You have control of the terminal again.',
  ended: 'You have control of the terminal again.',
} as const

interface TypingProps {
  takeOver: Extract<TakeOverView, { state: 'allowed' }>
  onTakeBack: () => void
}

function Typing({ takeOver: { name, terminal }, onTakeBack }: TypingProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-danger/50 bg-danger-soft px-3 py-1.5 text-sm text-text">
      <Keyboard size={16} aria-hidden className="shrink-0 text-danger" />
      <p className="min-w-0 flex-1 basis-48">
        <bdi className="font-medium">{name}</bdi> types in the terminal{' '}
        <b className="font-medium">{labelOf(terminal)}</b>. You cannot type there.
      </p>
      <button type="button" className={buttonClass('primary', 'small')} onClick={onTakeBack}>
        Take control back
      </button>
      <kbd className="font-mono text-xs text-muted pointer-coarse:hidden">{TAKE_OVER_KEYS}</kbd>
    </div>
  )
}
