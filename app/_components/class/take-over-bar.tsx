'use client'
import { clsx } from 'clsx'
import type { TakeOverEnd, TakeOverView } from '#protocol/messages.ts'
import { buttonClass } from '../site/button.ts'
import { useStore } from '../store/use-store.ts'
import type { LabTerminals } from '../terminal/session/lab-terminals.ts'
import { labelOf } from '../terminal/session/tab-list.ts'

/** For an instructor who watches: asks the learner to allow typing, and shows the answer. Nothing moves the focus, so that no key reaches a shell by accident. */
export function TakeOverBar({ terminals, name }: { terminals: LabTerminals; name: string }) {
  const { takeOver, refusal, tabs, activeTab, connection, lab } = useStore(terminals)
  const isExam = lab.state === 'ready' && lab.exam !== undefined
  if (isExam) return <p className={BAR}>An exam runs here: you can watch, and you cannot help before its end.</p>
  const isTyping = takeOver.state === 'allowed' && takeOver.isYours
  const canAsk = takeOver.state === 'none' && tabs.some(({ id, state }) => id === activeTab && state === 'live')
  return (
    <div className={clsx(BAR, isTyping && 'bg-warning-soft')}>
      <p aria-live="polite" className="min-w-0 flex-1 basis-48">
        {textOf(takeOver, name)}
        {takeOver.state === 'none' && refusal !== undefined && ` ${refusal.message} ${refusal.action}`}
      </p>
      {takeOver.state !== 'none' && takeOver.isYours ? (
        <button type="button" className={buttonClass('primary', 'small')} onClick={() => terminals.giveBack()}>
          {isTyping ? 'Give back' : 'Withdraw'}
        </button>
      ) : (
        <button
          type="button"
          className={buttonClass('secondary', 'small')}
          disabled={!canAsk || connection.state !== 'open'}
          onClick={() => activeTab !== undefined && terminals.askControl(activeTab)}
        >
          Ask to type
        </button>
      )}
    </div>
  )
}

const BAR = 'flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line bg-surface px-3 py-1.5 text-sm'

function textOf(takeOver: TakeOverView, name: string): string {
  switch (takeOver.state) {
    case 'none':
      return takeOver.ended === undefined ? 'You cannot type here.' : ENDED[takeOver.ended](name)
    case 'asked':
      return takeOver.isYours ? `${name} has a minute to answer.` : `${takeOver.name} has asked ${name} to type.`
    default:
      return takeOver.isYours
        ? `You type in the terminal ${labelOf(takeOver.terminal)} of ${name}.`
        : `${takeOver.name} types in the terminal ${labelOf(takeOver.terminal)}.`
  }
}

const ENDED: Record<TakeOverEnd, (name: string) => string> = {
  refused: (name) => `${name} refused.`,
  expired: (name) => `${name} did not answer.`,
  withdrawn: () => 'You withdrew the request.',
  given_back: (name) => `You gave control back to ${name}.`,
  taken_back: (name) => `${name} took control back.`,
  ended: (name) => `It has ended: the shell of ${name} ended, or the page is closed.`,
}
