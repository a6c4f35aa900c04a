'use client'
import { ChevronDown, List } from 'lucide-react'
import type { ContentsEntry } from '../course/lesson-contents.ts'
import { useMemo } from 'react'
import { PopoverButton } from '../site/popover-button.tsx'
import { ContentsList } from './contents-list.tsx'
import { useLesson } from '../lesson/lesson-provider.tsx'
import { StepMarks } from './step-marks.tsx'
import { useCurrentSection } from './use-current-section.ts'

/** Stays visible above the text: the current section, the table of contents, and the steps. */
export function LessonBar({ contents: all }: { contents: readonly ContentsEntry[] }) {
  const { undrawn } = useLesson()
  const contents = useMemo(() => all.filter(({ id }) => !undrawn.some((step) => step.id === id)), [all, undrawn])
  const currentId = useCurrentSection(contents)
  const current = contents.find(({ id }) => id === currentId)
  return (
    <div className="lesson-bar relative z-10 flex h-11 items-center gap-3 border-b border-line bg-canvas px-3 sm:px-6">
      <div className="min-w-0 flex-1">
        <PopoverButton
          button={
            <>
              <List size={16} className="shrink-0" aria-hidden />
              <span className="truncate">
                <span className={current === undefined ? undefined : 'sr-only'}>Contents</span> {current?.title}
              </span>
              <ChevronDown size={14} className="shrink-0" aria-hidden />
            </>
          }
          buttonClass="flex h-8 max-w-full items-center gap-2 rounded-md px-2 -ml-2 text-[13px] font-medium text-muted hover:bg-sunken hover:text-text"
          panel={{
            label: 'Contents',
            side: 'bottom',
            align: 'start',
            className: 'max-h-[70dvh] w-80 max-w-[calc(100vw-2rem)] overflow-y-auto p-2',
          }}
        >
          <ContentsList contents={contents} currentId={currentId} />
        </PopoverButton>
      </div>
      <StepMarks currentId={currentId} />
    </div>
  )
}
