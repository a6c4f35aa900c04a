'use client'
import { ChevronDown, ChevronUp, type LucideIcon, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { XtermView } from '../emulator/xterm-view.ts'
import { TOOL_BUTTON } from './control-classes.ts'
import { useSearch } from './use-search.ts'

/** Enter goes to the previous match, because the newest output is at the bottom; Shift+Enter goes to the next. */
export function SearchBar({ view, onClose }: { view: XtermView; onClose: () => void }) {
  const { text, matches, setText, findPrevious, findNext } = useSearch(view)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])
  const close = () => {
    onClose()
    view.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close()
    else if (event.key === 'Enter' && event.shiftKey) findNext()
    else if (event.key === 'Enter') findPrevious()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <search
      aria-label="Search the output"
      className="absolute top-2 right-5 z-10 flex items-center gap-1 rounded-lg border border-line bg-surface p-1 pl-3 shadow-raised"
    >
      <input
        ref={input}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={onKeyDown}
        placeholder="Search the output"
        aria-label="Search the output"
        className="w-40 min-w-0 bg-transparent text-sm text-text outline-none placeholder:text-faint"
      />
      <output className="min-w-14 text-right text-xs tabular-nums text-muted">{matches}</output>
      <SearchButton label="Previous match" Icon={ChevronUp} onClick={findPrevious} />
      <SearchButton label="Next match" Icon={ChevronDown} onClick={findNext} />
      <SearchButton label="Close search" Icon={X} onClick={close} />
    </search>
  )
}

function SearchButton({ label, Icon, onClick }: { label: string; Icon: LucideIcon; onClick: () => void }) {
  return (
    <button type="button" aria-label={label} title={label} className={TOOL_BUTTON} onClick={onClick}>
      <Icon size={16} aria-hidden />
    </button>
  )
}
