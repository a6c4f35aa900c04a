'use client'
import { ListTree, type LucideIcon, Maximize2, Minimize2, Search } from 'lucide-react'
import type { NodeId } from '#protocol/node-id.ts'
import type { NodeView } from '#protocol/views.ts'
import type { Overlay } from '../emulator/xterm-view.ts'
import type { Recorder } from '../recording/recorder.ts'
import type { TabView } from '../session/snapshot.ts'
import { TOOL_BUTTON } from './control-classes.ts'
import { NewShellMenu } from './new-shell-menu.tsx'
import { TerminalHelp } from './terminal-help.tsx'
import { TerminalMenu } from './terminal-menu.tsx'

export interface TerminalToolsProps {
  nodes: readonly NodeView[]
  onOpen: (node: NodeId) => void
  overlay: { shown: Overlay; set: (overlay: Overlay) => void }
  full: { isOn: boolean; set: (isOn: boolean) => void }
  /** The shown terminal. */
  tab: TabView | undefined
  recorder: Recorder | undefined
  onClose: (tab: TabView) => void
  onReset: (tab: TabView) => void
}

export function TerminalTools(props: TerminalToolsProps) {
  const { nodes, onOpen, overlay, full, tab, recorder, onClose, onReset } = props
  const toggle = (wanted: Overlay) => overlay.set(overlay.shown === wanted ? 'none' : wanted)
  return (
    <div role="toolbar" aria-label="Terminal tools" className="flex shrink-0 items-center px-1">
      <NewShellMenu nodes={nodes} onOpen={onOpen} />
      <Tool
        label="Search the output"
        keys="Ctrl+Shift+F"
        Icon={Search}
        isOn={overlay.shown === 'search'}
        onPress={() => toggle('search')}
      />
      <Tool
        label="Commands and output"
        keys="Alt+F2"
        Icon={ListTree}
        isOn={overlay.shown === 'commands'}
        onPress={() => toggle('commands')}
      />
      <Tool
        label={full.isOn ? 'Leave full screen' : 'Full screen'}
        Icon={full.isOn ? Minimize2 : Maximize2}
        isOn={full.isOn}
        onPress={() => full.set(!full.isOn)}
      />
      <TerminalMenu tab={tab} recorder={recorder} onClose={onClose} onReset={onReset} />
      <TerminalHelp />
    </div>
  )
}

interface ToolProps {
  label: string
  keys?: string
  Icon: LucideIcon
  isOn: boolean
  onPress: () => void
}

function Tool({ label, keys, Icon, isOn, onPress }: ToolProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={keys === undefined ? label : `${label} (${keys})`}
      aria-pressed={isOn}
      className={TOOL_BUTTON}
      onClick={onPress}
    >
      <Icon size={16} aria-hidden />
    </button>
  )
}
