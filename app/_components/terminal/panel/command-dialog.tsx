'use client'
import { Dialog } from '@base-ui/react/dialog'
import { Copy, X } from 'lucide-react'
import { useState } from 'react'
import { buttonClass } from '../../site/button.ts'
import { copyText } from '../emulator/clipboard.ts'
import type { LoggedCommand } from '../emulator/command-log.ts'
import type { XtermView } from '../emulator/xterm-view.ts'
import { TOOL_BUTTON } from './control-classes.ts'

/** The commands and their output as text, for screen readers and for copying one output. Shows the state at the time of opening. */
export function CommandDialog({ view, onClose }: { view: XtermView; onClose: () => void }) {
  const [commands] = useState(() => view.commands.commands())
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/40" />
        <Dialog.Popup
          finalFocus={() => (view.focus(), false)}
          className="fixed top-1/2 left-1/2 z-50 flex max-h-[90dvh] w-[min(56rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 flex-col rounded-lg border border-line bg-surface text-text shadow-raised"
        >
          <div className="flex items-start justify-between gap-4 p-5 pb-3">
            <div>
              <Dialog.Title className="text-lg font-semibold tracking-tight">Commands and output</Dialog.Title>
              <Dialog.Description className="mt-1 text-sm text-muted">
                {commands.length === 0
                  ? 'No command has been run since this page drew the terminal. Run one and come back.'
                  : 'What was run since this page drew the terminal, the newest first.'}
              </Dialog.Description>
            </div>
            <Dialog.Close aria-label="Close" className={TOOL_BUTTON}>
              <X size={16} aria-hidden />
            </Dialog.Close>
          </div>
          <ol className="min-h-0 overflow-y-auto border-t border-line">
            {commands.map((command) => (
              <Command key={command.id} command={command} />
            ))}
          </ol>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Command({ command: { text, exitCode, output } }: { command: LoggedCommand }) {
  const [isCopied, setCopied] = useState(false)
  return (
    <li className="border-b border-line px-5 py-3 last:border-b-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="min-w-0 flex-1 font-mono text-[13px] font-medium break-words">
          {text === '' ? 'A command' : text}
        </h3>
        <span className={exitCode === undefined || exitCode === 0 ? 'text-xs text-muted' : 'text-xs text-danger'}>
          {exitCode === undefined ? 'still runs' : `exit code ${exitCode}`}
        </span>
        <button
          type="button"
          className={buttonClass('secondary', 'small')}
          disabled={output === undefined || output === ''}
          onClick={() => {
            copyText(output ?? '')
            setCopied(true)
          }}
        >
          <Copy size={14} aria-hidden /> <span aria-live="polite">{isCopied ? 'Copied' : 'Copy output'}</span>
        </button>
      </div>
      <Output text={output} />
    </li>
  )
}

function Output({ text }: { text: string | undefined }) {
  if (text === undefined) return <p className="mt-1 text-sm text-muted">Its output has left the scrollback.</p>
  if (text === '') return <p className="mt-1 text-sm text-muted">It printed nothing that stayed on the screen.</p>
  return (
    // Focusable, so that the keyboard scrolls it.
    <pre
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls has to be reachable
      tabIndex={0}
      aria-label="Output"
      className="mt-2 max-h-72 overflow-auto rounded-md border border-line bg-canvas px-3 py-2 font-mono text-[13px] whitespace-pre-wrap"
    >
      {text}
    </pre>
  )
}
