'use client'
import '@xterm/xterm/css/xterm.css'
import { clsx } from 'clsx'
import { type ReactNode, useId, useState, useSyncExternalStore } from 'react'
import type { TerminalId } from '#protocol/control.ts'
import type { NodeId } from '#protocol/node-id.ts'
import type { NodeView } from '#protocol/views.ts'
import { pageClock } from './clock.ts'
import type { LabTerminals } from './lab-terminals.ts'
import { NoTabs } from './no-tabs.tsx'
import type { Overlay } from './overlay.ts'
import { TabBar } from './tab-bar.tsx'
import { Recorders } from './recorders.ts'
import { tabIds } from './tab-ids.ts'
import { TerminalTab } from './terminal-tab.tsx'
import { TerminalTools } from './terminal-tools.tsx'
import { useFullScreen } from './use-full-screen.ts'

export interface TerminalPanelProps {
  terminals: LabTerminals
  nodes: readonly NodeView[]
  /** What is said of the lab, under its terminals: in full screen there is nothing beside them. */
  children?: ReactNode
}

const BOX = 'flex min-h-0 flex-col overflow-hidden bg-terminal'

/** The terminals of a lab: a tab for each shell, one of them shown. Fills its box. */
export function TerminalPanel({ terminals, nodes, children }: TerminalPanelProps) {
  const snapshot = useSyncExternalStore(terminals.subscribe, terminals.getSnapshot, terminals.getSnapshot)
  const { lab, tabs, activeTab, connection } = snapshot
  const [overlay, setOverlay] = useState<Overlay>('none')
  const [recorders] = useState(() => new Recorders(pageClock))
  const full = useFullScreen()
  const { wanted, enter, open, done } = useEntering(terminals)
  const opened = useOpened(activeTab)
  const idPrefix = useId()
  return (
    <section aria-label="Terminals" className={clsx(BOX, full.isOn ? 'fixed inset-0 z-30' : 'h-full')}>
      <header className="flex shrink-0 items-stretch border-b border-line bg-surface">
        <TabBar
          tabs={tabs}
          active={activeTab}
          idPrefix={idPrefix}
          onActivate={(id) => terminals.activate(id)}
          onEnter={enter}
          onClose={(id) => terminals.closeTab(id)}
        />
        <TerminalTools
          nodes={nodes}
          onOpen={open}
          overlay={{ shown: overlay, set: setOverlay }}
          full={full}
          tab={tabs.find(({ id }) => id === activeTab)}
          recorder={recorders.of(activeTab)}
          onClose={({ id }) => terminals.closeTab(id)}
        />
      </header>
      {tabs.length === 0 && connection.state === 'open' && <NoTabs nodes={nodes} onOpen={open} />}
      {tabs
        .filter(({ id }) => opened.includes(id))
        .map((tab) => (
          <TerminalTab
            key={`${lab.generation} ${tab.id}`}
            terminals={terminals}
            tab={tab}
            ids={tabIds(idPrefix, tab.id)}
            isShown={tab.id === activeTab}
            overlay={{ shown: tab.id === activeTab ? overlay : 'none', set: setOverlay }}
            recorder={recorders.of(tab.id)}
            focus={{ isWanted: tab.id === wanted, done }}
          />
        ))}
      {children}
    </section>
  )
}

/** Shows a terminal because the learner wants to type there. */
function useEntering(terminals: LabTerminals) {
  const [wanted, setWanted] = useState<TerminalId>()
  return {
    wanted,
    enter: (id: TerminalId) => {
      terminals.activate(id)
      setWanted(id)
    },
    open: (node: NodeId) => {
      terminals.openTab(node)
      setWanted(terminals.getSnapshot().activeTab)
    },
    done: () => setWanted(undefined),
  }
}

/** A shell is opened when its tab is first shown: opening takes control of it, perhaps from another page. */
function useOpened(active: TerminalId | undefined): readonly TerminalId[] {
  const [opened, setOpened] = useState<readonly TerminalId[]>([])
  if (active !== undefined && !opened.includes(active)) setOpened([...opened, active])
  return opened
}
