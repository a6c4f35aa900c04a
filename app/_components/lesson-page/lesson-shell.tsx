'use client'
import { type ReactNode, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { LabPane } from '../lab-pane/lab-pane.tsx'
import { useShortcut } from '../site/use-shortcut.ts'
import { LabStatus } from './lab-status.tsx'
import { useLesson } from '../lesson/lesson-provider.tsx'
import { StartLabAction } from './start-lab-action.tsx'
import { type LessonView, ShowViewContext } from '../lesson/lesson-view.ts'
import { Splitter } from './splitter.tsx'
import { visibleShell, useRestoredFocus } from '../lesson/use-restored-focus.ts'
import { useShellFocus } from './use-shell-focus.ts'
import { useReadingPosition } from './use-reading-position.ts'
import { ViewSwitch } from './view-switch.tsx'

/** Text, terminal and status bar. A narrow screen shows text or terminal; both stay mounted. */
export function LessonShell({ header, children }: { header: ReactNode; children: ReactNode }) {
  const { hasLab } = useLesson()
  const [view, setView] = useState<LessonView>('text')
  const text = useRef<HTMLElement>(null)
  const lab = useRef<HTMLElement>(null)
  const position = useReadingPosition(text)
  useRestoredFocus(lab)
  useShellFocus(lab)
  const show = (next: LessonView) => {
    if (view === 'text' && next === 'lab') position.save()
    flushSync(() => setView(next))
    if (next === 'lab') focusLab(lab.current)
    else position.restore()
  }
  useShortcut('switch', () => show(lab.current?.contains(document.activeElement) === true ? 'text' : 'lab'), hasLab)
  return (
    <ShowViewContext value={show}>
      <div className="lesson" data-view={view} data-lab={hasLab ? 'some' : 'none'}>
        {header}
        <main ref={text} id="text" tabIndex={-1} className="lesson-text">
          {children}
        </main>
        {hasLab && (
          <>
            <section ref={lab} id="lab" aria-label="Lab" tabIndex={-1} className="lesson-lab">
              <Splitter />
              <div className="lesson-lab-content">
                <LabPane />
              </div>
            </section>
            <footer className="lesson-status flex min-h-9 flex-wrap items-center gap-x-2 gap-y-0.5 px-2 sm:gap-3 sm:px-3 py-1 text-[13px]">
              <ViewSwitch view={view} onChange={show} />
              <LabStatus />
              <StartLabAction />
            </footer>
          </>
        )}
      </div>
    </ShowViewContext>
  )
}

/** Focuses the shell, or else the first button or link of the pane, or else the pane. */
function focusLab(pane: HTMLElement | null): void {
  if (pane === null) return
  const controls = pane.querySelectorAll<HTMLElement>('button:not(:disabled), a[href]')
  const target = visibleShell(pane) ?? [...controls].find((control) => control.offsetParent !== null) ?? pane
  target.focus()
}
