'use client'
import { clsx } from 'clsx'
import { useEffect, useEffectEvent, useRef } from 'react'
import { useStore } from '../../store/use-store.ts'
import { useXterm } from '../emulator/use-xterm.ts'
import type { Overlay } from '../emulator/xterm-view.ts'
import type { XtermView } from '../emulator/xterm-view.ts'
import type { Recorder } from '../recording/recorder.ts'
import type { LabTerminals } from '../session/lab-terminals.ts'
import type { TabView } from '../session/snapshot.ts'
import { CommandDialog } from './command-dialog.tsx'
import { ConnectionNotice } from './connection-notice.tsx'
import { KeyBar } from './key-bar.tsx'
import { RecordingBar } from './recording-bar.tsx'
import { SearchBar } from './search-bar.tsx'
import { ShellNotice } from './shell-notice.tsx'
import type { TabIds } from './tab-bar.tsx'

export interface TerminalTabProps {
  terminals: LabTerminals
  tab: TabView
  ids: TabIds
  isShown: boolean
  overlay: { shown: Overlay; set: (overlay: Overlay) => void }
  recorder: Recorder
  /** The learner asked to type here; `done` clears the request. */
  focus: { isWanted: boolean; done: () => void }
}

/** One terminal with its notices. Stays mounted while another tab is shown. */
export function TerminalTab({ terminals, tab, ids, isShown, overlay, recorder, focus }: TerminalTabProps) {
  const { connection, takeOver } = useStore(terminals)
  const isTakenOver = takeOver.state === 'allowed' && takeOver.terminal === tab.id
  const host = useRef<HTMLDivElement>(null)
  const options = { terminals, tab, isShown, onOverlay: overlay.set, recorder }
  const { view, isTabFree, isControlHeld, touchOffer } = useXterm(host, options)
  const takeFocus = useEffectEvent((shown: XtermView) => {
    shown.focus()
    focus.done()
  })
  useEffect(() => {
    if (focus.isWanted && view !== undefined) takeFocus(view)
  }, [focus.isWanted, view])
  const isOpen = connection.state === 'open'
  // Before the first connection the screen shows nothing that could be out of date.
  const isCut = !isOpen && connection.state !== 'connecting'
  return (
    <div
      role="tabpanel"
      id={ids.panel}
      aria-labelledby={ids.tab}
      className={clsx('group/terminal relative min-h-0 flex-1 flex-col', isShown ? 'flex' : 'hidden')}
    >
      <div className="relative min-h-0 flex-1">
        <div
          ref={host}
          className={clsx(
            // The scrollbar of xterm.js is behind the end of the lines. Its 14 px are also in the columns that the fit add-on proposes.
            'absolute inset-0 touch-pan-x touch-pinch-zoom overflow-auto bg-terminal transition-opacity [&_.xterm]:h-full [&_.xterm]:w-max [&_.xterm]:min-w-full [&_.xterm-screen]:mr-3.5 [&_.xterm]:px-3 [&_.xterm]:py-2 [&_.xterm-viewport]:bg-transparent! data-typing:[&_.xterm-cursor]:animate-none!',
            isCut && 'opacity-60',
          )}
        />
        {view !== undefined && <OverlayOf view={view} overlay={overlay} />}
        <TabHint isTabFree={isTabFree} />
        <div aria-live="polite">
          <ConnectionNotice
            connection={connection}
            hasDropped={tab.droppedInputs > 0}
            onRetry={() => terminals.reconnectNow()}
          />
        </div>
      </div>
      <div aria-live="polite">
        {isOpen && (
          <ShellNotice tab={tab} terminals={terminals} isTakenOver={isTakenOver} onFocus={() => view?.focus()} />
        )}
        <RecordingBar recorder={recorder} />
      </div>
      {view !== undefined && <KeyBar view={view} isControlHeld={isControlHeld} offer={touchOffer} />}
    </div>
  )
}

function OverlayOf({ view, overlay }: { view: XtermView; overlay: TerminalTabProps['overlay'] }) {
  const close = () => overlay.set('none')
  switch (overlay.shown) {
    case 'search':
      return <SearchBar view={view} onClose={close} />
    case 'commands':
      return <CommandDialog view={view} onClose={close} />
    default:
      return null
  }
}

/** A terminal traps Tab, so it has to show how to leave (WCAG 2.1.2). */
function TabHint({ isTabFree }: { isTabFree: boolean }) {
  return (
    <p
      aria-live="polite"
      className={clsx(
        'pointer-events-none absolute right-5 bottom-1 rounded bg-terminal/85 px-1.5 text-xs opacity-0 pointer-coarse:hidden',
        'group-focus-within/terminal:opacity-100',
        isTabFree ? 'font-medium text-accent' : 'text-faint',
      )}
    >
      {isTabFree ? 'Tab leaves the terminal (Ctrl+M)' : 'Ctrl+M: let Tab leave'}
    </p>
  )
}
