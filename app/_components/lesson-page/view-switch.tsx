'use client'
import { BookOpen, SquareTerminal } from 'lucide-react'
import type { LessonView } from '../lesson/lesson-view.ts'

const VIEWS = [
  { view: 'text', label: 'Text', Icon: BookOpen },
  { view: 'lab', label: 'Terminal', Icon: SquareTerminal },
] as const

export interface ViewSwitchProps {
  view: LessonView
  onChange: (view: LessonView) => void
}

/** Switches between text and terminal on screens too narrow for both. */
export function ViewSwitch({ view, onChange }: ViewSwitchProps) {
  return (
    <fieldset aria-label="Show" className="flex rounded-md border border-line bg-sunken p-0.5 split:hidden">
      {VIEWS.map(({ view: each, label, Icon }) => (
        <button
          key={each}
          type="button"
          aria-pressed={view === each}
          onClick={() => onChange(each)}
          className="flex h-8 items-center gap-1.5 rounded px-2 font-medium text-muted aria-pressed:bg-surface aria-pressed:text-text aria-pressed:shadow-sm"
        >
          <Icon size={15} aria-hidden />
          {label}
        </button>
      ))}
    </fieldset>
  )
}
