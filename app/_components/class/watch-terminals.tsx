'use client'
import '@xterm/xterm/css/xterm.css'
import { clsx } from 'clsx'
import { X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { LabView } from '#protocol/views.ts'
import { SOCKET_PATH } from '#protocol/socket.ts'
import { call } from '../api/call.ts'
import { ICON_BUTTON } from '../site/button.ts'
import { Store } from '../store/store.ts'
import { useStore } from '../store/use-store.ts'
import { useXterm } from '../terminal/emulator/use-xterm.ts'
import { Recorders } from '../terminal/recording/recorder.ts'
import { LabTerminals, type LabTerminalsOptions } from '../terminal/session/lab-terminals.ts'
import type { TabView } from '../terminal/session/snapshot.ts'
import { pageClock } from '../time/page-clock.ts'
import { SECTION } from './class-styles.ts'
import { TakeOverBar } from './take-over-bar.tsx'

interface WatchTerminalsProps {
  classId: string
  learner: { id: string; name: string }
  lab: LabView
  onClose: () => void
}

/** The terminals of a learner: read-only, unless the learner allows the instructor to type. The page of the learner shows the name of the instructor meanwhile. */
export function WatchTerminals({ classId, learner, lab, onClose }: WatchTerminalsProps) {
  const [watched] = useState(() => new Watched())
  const terminals = useStore(watched)
  useEffect(() => {
    const requestTicket = async () => (await call('class.watch', { id: classId, member: learner.id })).ticket
    watched.open({ lab, requestTicket })
    return () => watched.close()
  }, [classId, learner.id, lab, watched])
  return (
    <section aria-labelledby="watch" className="mt-6 overflow-hidden rounded-lg border border-line bg-terminal">
      <div className="flex items-center justify-between gap-3 border-b border-line bg-surface px-4 py-2">
        <h2 id="watch" className={SECTION}>
          Terminals of <bdi>{learner.name}</bdi>
        </h2>
        <button type="button" className={ICON_BUTTON} onClick={onClose} aria-label="Stop watching">
          <X size={18} aria-hidden />
        </button>
      </div>
      {terminals !== undefined && <Tabs terminals={terminals} name={learner.name} />}
    </section>
  )
}

/** Which tab an instructor has watched last is not worth storing. */
const FORGETFUL = { getItem: () => null, setItem: () => undefined }

/** The connection of one component. A store, because effects create and dispose it. */
class Watched extends Store<LabTerminals | undefined> {
  constructor() {
    super(undefined)
  }

  open(options: Pick<LabTerminalsOptions, 'lab' | 'requestTicket'>): void {
    this.set(new LabTerminals({ ...options, socketUrl: socketUrl(), storage: FORGETFUL }))
  }

  close(): void {
    this.getSnapshot()?.dispose()
    this.set(undefined)
  }
}

function Tabs({ terminals, name }: { terminals: LabTerminals; name: string }) {
  const { tabs, activeTab, connection } = useStore(terminals)
  const running = tabs.filter(({ state }) => state !== 'failed')
  return (
    <>
      <div className="flex flex-wrap gap-1 border-b border-line bg-surface px-3 py-1">
        {running.map(({ id, label }) => (
          <button
            key={id}
            type="button"
            aria-pressed={id === activeTab}
            onClick={() => terminals.activate(id)}
            className={clsx(
              'rounded px-2 py-1 text-sm',
              id === activeTab ? 'bg-accent-soft font-medium' : 'text-muted',
            )}
          >
            {label}
          </button>
        ))}
        <p aria-live="polite" className="ml-auto self-center text-sm text-muted">
          {connection.state === 'open' ? 'Live. The learner sees that you watch.' : 'Connecting'}
        </p>
      </div>
      <TakeOverBar terminals={terminals} name={name} />
      {running.length === 0 && <p className="p-4 text-sm text-muted">The learner has opened no terminal.</p>}
      {tabs.map((tab) => (
        <WatchedTab key={tab.id} terminals={terminals} tab={tab} isShown={tab.id === activeTab} />
      ))}
    </>
  )
}

function WatchedTab({ terminals, tab, isShown }: { terminals: LabTerminals; tab: TabView; isShown: boolean }) {
  const host = useRef<HTMLDivElement>(null)
  const [recorders] = useState(() => new Recorders(pageClock))
  const recorder = recorders.of(tab.id)
  useXterm(host, { terminals, tab, isShown, onOverlay: () => undefined, recorder })
  return (
    <div className={clsx('relative h-96', !isShown && 'hidden')}>
      <div
        ref={host}
        className="absolute inset-0 overflow-auto bg-terminal [&_.xterm]:h-full [&_.xterm]:px-3 [&_.xterm]:py-2 [&_.xterm-viewport]:bg-transparent!"
      />
    </div>
  )
}

function socketUrl(): string {
  const url = new URL(SOCKET_PATH, location.href)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  return url.href
}
