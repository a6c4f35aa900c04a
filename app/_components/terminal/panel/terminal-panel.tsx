'use client'
import '@xterm/xterm/css/xterm.css'
import { clsx } from 'clsx'
import { type ReactNode, useId, useState } from 'react'
import type { TerminalId } from '#protocol/messages.ts'
import type { NodeId } from '#protocol/node-id.ts'
import type { NodeView } from '#protocol/views.ts'
import { useStore } from '../../store/use-store.ts'
import { pageClock } from '../../time/page-clock.ts'
import type { Overlay } from '../emulator/xterm-view.ts'
import { Recorders } from '../recording/recorder.ts'
import type { LabTerminals } from '../session/lab-terminals.ts'
import type { TabView } from '../session/snapshot.ts'
import { NoTabs } from './no-tabs.tsx'
import { TabBar, tabIds } from './tab-bar.tsx'
import { TerminalTab } from './terminal-tab.tsx'
import { TerminalTools } from './terminal-tools.tsx'
import { WatchersNotice } from './watchers-notice.tsx'
import { useFullScreen } from './use-full-screen.ts'

export interface TerminalPanelProps {
  terminals: LabTerminals
  nodes: readonly NodeView[]
  /** Notices of the lab, shown below the terminals; in full screen nothing else is visible. */
  children?: ReactNode
}

const BOX = 'flex min-h-0 flex-col overflow-hidden bg-terminal'

/** The terminals of a lab: one tab per shell, one of them shown. Fills its container. */
export function TerminalPanel({ terminals, nodes, children }: TerminalPanelProps) {
  const { lab, tabs, activeTab, connection } = useStore(terminals)
  const [overlay, setOverlay] = useState<Overlay>('none')
  const [recorders] = useState(() => new Recorders(pageClock))
  const full = useFullScreen()
  const { wanted, enter, open, reset, done } = useFocusRequest(terminals)
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
          recorder={activeTab === undefined ? undefined : recorders.of(activeTab)}
          onClose={({ id }) => terminals.closeTab(id)}
          onReset={reset}
        />
      </header>
      <WatchersNotice terminals={terminals} />
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

/** The terminal that takes the focus next, because the learner opened, chose or reset it. */
function useFocusRequest(terminals: LabTerminals) {
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
    reset: ({ id }: TabView) => {
      terminals.reset(id)
      setWanted(id)
    },
    done: () => setWanted(undefined),
  }
}

/** The tabs that were shown once. A shell is opened only then, because opening can take control from another page. */
function useOpened(active: TerminalId | undefined): readonly TerminalId[] {
  const [opened, setOpened] = useState<readonly TerminalId[]>([])
  if (active !== undefined && !opened.includes(active)) setOpened([...opened, active])
  return opened
}
