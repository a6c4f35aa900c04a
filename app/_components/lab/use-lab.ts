'use client'
import { SOCKET_PATH } from '#protocol/socket.ts'
import { loadApi } from '../api/call.ts'
import { rememberLab } from '../api/early-answers.ts'
import { useStore } from '../store/use-store.ts'
import type { LabTerminals } from '../terminal/session/lab-terminals.ts'
import { loadTerminalPanel } from '../terminal/panel/loaded-panel.tsx'
import { hasStoredTabs } from '../terminal/session/tab-storage.ts'
import type { LabSnapshot } from './lab-snapshot.ts'
import { LabStore } from './lab-store.ts'

/** One store for all pages: the lab and its connection survive a change of lesson. */
const STORE = new LabStore<LabTerminals>({
  loadApi,
  prepare: prepareTerminals,
  wait: (durationMs) => new Promise((resolve) => setTimeout(resolve, durationMs)),
  connect: async (lab) => {
    rememberLab(lab.id)
    const parts = [import('../terminal/session/lab-terminals.ts'), loadApi(), loadTerminalPanel()] as const
    const [{ LabTerminals: Terminals }, api] = await Promise.all(parts)
    const requestTicket = async () => (await api.call('ticket.create', { id: lab.id })).ticket
    return new Terminals({ lab, requestTicket, socketUrl: socketUrl() })
  },
})

// The request starts with the code, before the first effect: the server answers while React hydrates the page.
if (typeof window !== 'undefined') start()

export function useLab(): LabSnapshot<LabTerminals> {
  return useStore(STORE)
}

export function useLabActions(): LabStore<LabTerminals> {
  return STORE
}

function start(): void {
  if (hasStoredTabs()) prepareTerminals()
  void STORE.load()
  addEventListener('online', () => {
    if (STORE.getSnapshot().session.state === 'failed') void STORE.load()
  })
}

/** Fetches the code of the terminals while the server answers. `connect` reports a failure. */
function prepareTerminals(): void {
  void Promise.allSettled([import('../terminal/session/lab-terminals.ts'), loadTerminalPanel()])
}

function socketUrl(): string {
  const url = new URL(SOCKET_PATH, location.href)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  return url.href
}
