'use client'
import { clsx } from 'clsx'
import { X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { TerminalId } from '#protocol/messages.ts'
import { useHiddenSides } from '../../site/use-hidden-sides.ts'
import type { TabView } from '../session/snapshot.ts'

/** Element ids that connect each tab with its panel for screen readers. */
export interface TabIds {
  tab: string
  panel: string
}

/** `prefix` is unique for each terminal panel. */
export function tabIds(prefix: string, id: TerminalId): TabIds {
  return { tab: `${prefix}tab-${id}`, panel: `${prefix}panel-${id}` }
}

export interface TabBarProps {
  tabs: readonly TabView[]
  active: TerminalId | undefined
  idPrefix: string
  onActivate: (id: TerminalId) => void
  /** The learner chose the tab to type in it. */
  onEnter: (id: TerminalId) => void
  onClose: (id: TerminalId) => void
}

const STEPS: Record<string, (index: number, count: number) => number> = {
  ArrowRight: (index, count) => (index + 1) % count,
  ArrowLeft: (index, count) => (index - 1 + count) % count,
  Home: () => 0,
  End: (_index, count) => count - 1,
}

/** Arrows, Home and End move between tabs, Enter focuses the terminal, Delete closes it. */
export function TabBar({ tabs, active, idPrefix, onActivate, onEnter, onClose }: TabBarProps) {
  const strip = useRef<HTMLDivElement>(null)
  const more = useHiddenSides(strip)
  useEffect(() => {
    const tab = active === undefined ? null : document.getElementById(tabIds(idPrefix, active).tab)
    tab?.parentElement?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [active, idPrefix])
  const onKeyDown = (event: KeyboardEvent, tab: TabView) => {
    if (event.key === 'Delete') return onClose(tab.id)
    const next = tabs[STEPS[event.key]?.(tabs.indexOf(tab), tabs.length) ?? -1]
    if (next === undefined) return
    event.preventDefault()
    onActivate(next.id)
    document.getElementById(tabIds(idPrefix, next.id).tab)?.focus()
  }
  return (
    <div
      ref={strip}
      role="tablist"
      aria-label="Terminals"
      data-more={more === 'none' ? undefined : more}
      className="flex min-w-0 flex-1 items-stretch overflow-x-auto"
    >
      {tabs.map((tab) => (
        <Tab
          key={tab.id}
          tab={tab}
          isActive={tab.id === active}
          ids={tabIds(idPrefix, tab.id)}
          onEnter={() => onEnter(tab.id)}
          onClose={() => onClose(tab.id)}
          onKeyDown={(event) => onKeyDown(event, tab)}
        />
      ))}
    </div>
  )
}

interface TabProps {
  tab: TabView
  isActive: boolean
  ids: TabIds
  onEnter: () => void
  onClose: () => void
  onKeyDown: (event: KeyboardEvent) => void
}

function Tab({ tab, isActive, ids, onEnter, onClose, onKeyDown }: TabProps) {
  return (
    <div
      role="presentation"
      className={clsx(
        'group relative flex shrink-0 items-center border-r border-line',
        isActive ? 'bg-terminal text-text' : 'text-muted hover:bg-sunken hover:text-text',
      )}
    >
      <button
        type="button"
        role="tab"
        id={ids.tab}
        aria-selected={isActive}
        aria-controls={ids.panel}
        tabIndex={isActive ? 0 : -1}
        title={tab.title}
        className="flex h-full items-center gap-2 py-2 pr-7 pl-3 font-mono text-[13px] -outline-offset-2"
        onClick={onEnter}
        onKeyDown={onKeyDown}
      >
        <TabDot tab={tab} />
        {tab.label}
      </button>
      <button
        type="button"
        tabIndex={-1}
        // ARIA allows only tabs in a tab list. The keyboard closes a tab with Delete or the terminal's menu.
        aria-hidden
        title="Close and end the shell"
        className="absolute right-1 rounded p-0.5 text-faint opacity-0 group-hover:opacity-100 hover:bg-line hover:text-text focus-visible:opacity-100 pointer-coarse:opacity-100"
        onClick={onClose}
      >
        <X size={14} aria-hidden />
      </button>
      {isActive && <span className="absolute inset-x-0 top-0 h-0.5 bg-accent" aria-hidden />}
    </div>
  )
}

const DOTS = {
  exited: { className: 'bg-faint', words: 'ended' },
  failed: { className: 'bg-danger', words: 'could not be started' },
  lagging: { className: 'bg-warning', words: 'is behind' },
  watching: { className: 'bg-warning', words: 'watching' },
} as const

/** Marks a terminal that ended, failed, lags or is only watched. */
function TabDot({ tab: { state, role } }: { tab: TabView }) {
  const kind = state === 'live' && role === 'watcher' ? 'watching' : state
  if (kind === 'live' || kind === 'opening') return null
  const { className, words } = DOTS[kind]
  return (
    <span className={clsx('size-1.5 rounded-full', className)}>
      <span className="sr-only">({words})</span>
    </span>
  )
}
