import assert from 'node:assert/strict'
import type { ClientFrame } from '#protocol/frames.ts'
import type { ServerPageMessage, ServerTerminalMessage, TerminalId } from '#protocol/messages.ts'
import type { LabView } from '#protocol/views.ts'
import { labOf, lesson } from '../../lab/lab-server-fixture.ts'
import { FakeClock } from '../../time/fake-clock.ts'
import { HeadlessScreen } from '../channel/headless-screen.ts'
import { FakeSocket } from '../connection/fake-socket.ts'
import type { PageVisibility } from '../connection/page-visibility.ts'
import { LabTerminals } from './lab-terminals.ts'

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

class FakePage implements PageVisibility {
  #events: Parameters<PageVisibility['watch']>[0] | undefined
  isVisible(): boolean {
    return true
  }
  watch(events: Parameters<PageVisibility['watch']>[0]): () => void {
    this.#events = events
    return () => (this.#events = undefined)
  }
  hide(): void {
    this.#events?.onVisible(false)
  }
}

/** The terminals of a page; the test is the server, the browser and the clock. */
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

/** The server's side of the latest connection. */
function serverOf(sockets: readonly FakeSocket[]) {
  const socket = (): FakeSocket => {
    const latest = sockets.at(-1)
    assert.ok(latest, 'a socket has been opened')
    return latest
  }
  const sendPage = (message: ServerPageMessage) => socket().deliver({ type: 'page_message', channel: 0, message })
  const sendTerminal = (channel: number, message: ServerTerminalMessage) =>
    socket().deliver({ type: 'terminal_message', channel, message })
  const connect = async (lab: LabView = READY) => {
    await settle()
    socket().accept()
    sendPage({ type: 'lab', lab })
  }
  const messages = () => socket().received.filter(isMessage)
  const opens = () =>
    messages().flatMap(({ channel, message }) => (message.type === 'open' ? [{ channel, ...message }] : []))
  const answerOpens = () => {
    for (const { channel, node, terminal } of opens())
      sendTerminal(channel, { type: 'opened', epoch: 'e1', terminal, node, role: 'controller', inSeq: 0 })
  }
  const atPrompt = (channel: number) => sendTerminal(channel, { type: 'mark', mark: 'B', offset: 0 })
  return { socket, sendPage, sendTerminal, connect, messages, opens, answerOpens, atPrompt }
}

function isMessage(frame: ClientFrame): frame is Extract<ClientFrame, { type: 'page_message' | 'terminal_message' }> {
  return frame.type === 'page_message' || frame.type === 'terminal_message'
}

function paneOf(terminals: LabTerminals) {
  const show = (id: TerminalId) => {
    terminals.attach(id, new HeadlessScreen())
    terminals.resize({ cols: 80, rows: 24 })
  }
  return { show }
}
