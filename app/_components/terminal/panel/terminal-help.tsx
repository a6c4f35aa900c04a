'use client'
import { Dialog } from '@base-ui/react/dialog'
import { CircleQuestionMark, X } from 'lucide-react'
import { TOOL_BUTTON } from './control-classes.ts'

const KEYS: readonly { keys: string; words: string }[] = [
  { keys: 'Ctrl+C', words: 'Copies if text is selected, else interrupts the program' },
  { keys: 'Ctrl+Shift+C, Ctrl+Insert', words: 'Copy' },
  { keys: 'Ctrl+Shift+V, Shift+Insert', words: 'Paste' },
  { keys: 'Ctrl+Shift+F', words: 'Search in the output' },
  { keys: 'Alt+F2, Shift+Alt+F2', words: 'Read commands and their output as text, or copy one output' },
  { keys: 'Ctrl+M', words: 'Let Tab leave the terminal, or give it back to the shell' },
  {
    keys: 'Ctrl+Shift+Backspace',
    words: 'Answer an instructor who asks to type; take control back while the instructor types',
  },
  { keys: 'Ctrl+click', words: 'Open a web address' },
  { keys: 'Shift+drag', words: 'Select text while a program uses the mouse (on a Mac: Option+drag)' },
]

export function TerminalHelp() {
  return (
    <Dialog.Root>
      <Dialog.Trigger aria-label="Terminal help" title="Terminal help" className={TOOL_BUTTON}>
        <CircleQuestionMark size={16} aria-hidden />
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-shade" />
        <Dialog.Popup className="fixed top-1/2 left-1/2 z-50 max-h-[90dvh] w-[min(34rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 overflow-y-auto rounded-lg border border-line bg-surface p-5 text-text shadow-raised">
          <div className="flex items-start justify-between gap-4">
            <Dialog.Title className="text-lg font-semibold tracking-tight">Terminal</Dialog.Title>
            <Dialog.Close aria-label="Close help" className={TOOL_BUTTON}>
              <X size={16} aria-hidden />
            </Dialog.Close>
          </div>
          <Dialog.Description className="mt-1 text-sm text-muted">
            Each tab is a root shell on a node. It keeps running when you reload the page or the connection breaks; it
            ends when you type <code className="font-mono">exit</code> or close its tab.
          </Dialog.Description>
          <dl className="mt-4 grid gap-x-6 gap-y-2 text-sm sm:grid-cols-[auto_1fr]">
            {KEYS.map(({ keys, words }) => (
              <div key={keys} className="contents">
                <dt className="font-mono text-[13px] whitespace-nowrap">{keys}</dt>
                <dd className="text-muted max-sm:mb-1">{words}</dd>
              </div>
            ))}
          </dl>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
