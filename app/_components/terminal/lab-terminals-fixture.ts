import assert from 'node:assert/strict'
import type { ServerControl, TerminalId } from '#protocol/control.ts'
import type { LabView } from '#protocol/views.ts'
import { labOf, lesson } from '../lab/lab-server-fixture.ts'
import { FakeClock } from './fake-clock.ts'
import { FakeSocket } from './fake-socket.ts'
import { HeadlessScreen } from './headless-screen.ts'
import { LabTerminals } from './lab-terminals.ts'
import type { PageWatch } from './visible.ts'

export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

export const CREATING = labOf('lab-1', lesson)

export const READY: LabView = {
  ...CREATING,
  state: 'ready',
  phases: [],
  nodes: [
    { id: 'control-plane', name: 'kl-control-plane' },
    { id: 'worker', name: 'kl-worker' },
  ],
  readyAt: 2,
  expiresAt: 3,
  leaseMs: 3,
}

class MemoryStorage {
  readonly entries = new Map<string, string>()
  getItem(key: string): string | null {
    return this.entries.get(key) ?? null
  }
  setItem(key: string, value: string): void {
    this.entries.set(key, value)
  }
}

class FakePage implements PageWatch {
  #events: Parameters<PageWatch['watch']>[0] | undefined
  isVisible(): boolean {
    return true
  }
  watch(events: Parameters<PageWatch['watch']>[0]): () => void {
    this.#events = events
    return () => (this.#events = undefined)
  }
  hide(): void {
    this.#events?.onVisible(false)
  }
}

/** The terminals of a page, with the test as server, browser and clock. */
export function setUpTerminals(storage = new MemoryStorage(), lab: LabView = CREATING) {
  const clock = new FakeClock()
  const sockets: FakeSocket[] = []
  const page = new FakePage()
  const terminals = new LabTerminals({
    lab,
    requestTicket: async () => 'ticket',
    socketUrl: 'ws://localhost/ws',
    clock,
    random: () => 0.5,
    openSocket: (url, options) => {
      const socket = new FakeSocket(url, options)
      sockets.push(socket)
      return socket
    },
    storage,
    page,
  })
  return { clock, storage, page, terminals, ...serverOf(sockets), ...paneOf(terminals) }
}

/** What the server does and has received, on the latest connection. */
function serverOf(sockets: readonly FakeSocket[]) {
  const socket = (): FakeSocket => {
    const latest = sockets.at(-1)
    assert.ok(latest, 'a socket has been opened')
    return latest
  }
  const tell = (control: ServerControl, channel = 0) => socket().deliver({ type: 'control', channel, control })
  const connect = async (lab: LabView = READY) => {
    await settle()
    socket().accept()
    tell({ type: 'lab', lab })
  }
  const controls = () => socket().of('control')
  const opens = () =>
    controls().flatMap(({ channel, control }) => (control.type === 'open' ? [{ channel, ...control }] : []))
  const answerOpens = () => {
    for (const { channel, node, terminal } of opens())
      tell({ type: 'opened', epoch: 'e1', terminal, node, role: 'controller', inSeq: 0 }, channel)
  }
  const atPrompt = (channel: number) => tell({ type: 'mark', mark: 'B', offset: 0 }, channel)
  return { socket, tell, connect, controls, opens, answerOpens, atPrompt }
}

function paneOf(terminals: LabTerminals) {
  const show = (id: TerminalId) => {
    terminals.attach(id, new HeadlessScreen())
    terminals.resize({ cols: 80, rows: 24 })
  }
  return { show }
}
