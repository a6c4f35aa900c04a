'use client'
import { type ReactNode, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { LabPane } from '../lab-pane/lab-pane.tsx'
import { useShortcut } from '../site/use-shortcut.ts'
import { LabStatus } from './lab-status.tsx'
import { useLesson } from './lesson-provider.tsx'
import { StartLabAction } from './start-lab-action.tsx'
import { type LessonView, ShowViewContext } from './lesson-view.ts'
import { Splitter } from './splitter.tsx'
import { shownShell, useKeptFocus } from './use-kept-focus.ts'
import { usePlaceInText } from './use-place-in-text.ts'
import { ViewSwitch } from './view-switch.tsx'

/** Text, terminal and status bar. On a narrow screen one of text and terminal is shown; both stay alive. */
export function LessonShell({ header, children }: { header: ReactNode; children: ReactNode }) {
  const { hasLab } = useLesson()
  const [view, setView] = useState<LessonView>('text')
  const text = useRef<HTMLElement>(null)
  const lab = useRef<HTMLElement>(null)
  const place = usePlaceInText(text)
  useKeptFocus(lab)
  const show = (next: LessonView) => {
    if (view === 'text' && next === 'lab') place.leave()
    flushSync(() => setView(next))
    if (next === 'lab') focusLab(lab.current)
    else place.comeBack()
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

/** The shell if there is one, else whatever can be pressed, else the pane. */
function focusLab(pane: HTMLElement | null): void {
  if (pane === null) return
  const controls = pane.querySelectorAll<HTMLElement>('button:not(:disabled), a[href]')
  const target = shownShell(pane) ?? [...controls].find((control) => control.offsetParent !== null) ?? pane
  target.focus()
}
