'use client'
import { Search } from 'lucide-react'
import type { NodeId } from '#protocol/node-id.ts'
import type { NodeView } from '#protocol/views.ts'
import { TOOL_BUTTON } from './control-classes.ts'
import { NewShellMenu } from './new-shell-menu.tsx'
import type { TabView } from './snapshot.ts'
import { TerminalHelp } from './terminal-help.tsx'
import { TerminalMenu } from './terminal-menu.tsx'
import type { TerminalPreferences } from './terminal-preferences.ts'

export interface TerminalToolsProps {
  nodes: readonly NodeView[]
  onOpen: (node: NodeId) => void
  isSearching: boolean
  onSearch: (isSearching: boolean) => void
  preferences: TerminalPreferences
  onPreferences: (part: Partial<TerminalPreferences>) => void
  /** The terminal that is shown. */
  tab: TabView | undefined
  onClose: (tab: TabView) => void
}

export function TerminalTools(props: TerminalToolsProps) {
  const { nodes, onOpen, isSearching, onSearch, preferences, onPreferences, tab, onClose } = props
  return (
    <div role="toolbar" aria-label="Terminal tools" className="flex shrink-0 items-center px-1">
      <NewShellMenu nodes={nodes} onOpen={onOpen} />
      <button
        type="button"
        aria-label="Search the output"
        title="Search the output (Ctrl+Shift+F)"
        aria-pressed={isSearching}
        className={TOOL_BUTTON}
        onClick={() => onSearch(!isSearching)}
      >
        <Search size={16} aria-hidden />
      </button>
      <TerminalMenu preferences={preferences} onChange={onPreferences} tab={tab} onClose={onClose} />
      <TerminalHelp />
    </div>
  )
}
