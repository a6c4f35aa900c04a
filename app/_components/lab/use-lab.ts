'use client'
import { useSyncExternalStore } from 'react'
import { ROUTES } from '#protocol/routes.ts'
import { rememberLab } from '../api/early-questions.ts'
import { loadBrowserApi } from '../api/load-browser-api.ts'
import type { LabTerminals } from '../terminal/lab-terminals.ts'
import { loadTerminalPanel } from '../terminal/loaded-panel.tsx'
import { hasStoredTabs } from '../terminal/stored-tabs.ts'
import { initialSnapshot, type LabSnapshot, LabStore } from './lab-store.ts'
import { prepareTerminals } from './prepare-terminals.ts'

/** One for all pages, so that moving between lessons keeps the lab and its connection. */
const STORE = new LabStore<LabTerminals>({
  loadApi,
  prepare: prepareTerminals,
  wait: (durationMs) => new Promise((resolve) => setTimeout(resolve, durationMs)),
  connect: async (lab) => {
    rememberLab(lab.id)
    const parts = [import('../terminal/lab-terminals.ts'), loadApi(), loadTerminalPanel()] as const
    const [{ LabTerminals: Terminals }, api] = await Promise.all(parts)
    return new Terminals({ lab, requestTicket: () => api.requestTicket(lab.id), socketUrl: socketUrl() })
  },
})
const STATIC_SNAPSHOT = initialSnapshot<LabTerminals>()

// With the code and not with the first effect: the server is asked while React takes over the page.
if (typeof window !== 'undefined') begin()

/** What is known of the lab now; renders again when it changes. */
export function useLab(): LabSnapshot<LabTerminals> {
  return useSyncExternalStore(STORE.subscribe, STORE.getSnapshot, () => STATIC_SNAPSHOT)
}

export function useLabActions(): LabStore<LabTerminals> {
  return STORE
}

function begin(): void {
  if (hasStoredTabs()) prepareTerminals()
  void STORE.load()
  addEventListener('online', () => {
    if (STORE.getSnapshot().session.state === 'failed') void STORE.load()
  })
}

async function loadApi() {
  return (await loadBrowserApi()).labApi
}

function socketUrl(): string {
  const url = new URL(ROUTES.socket, location.href)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  return url.href
}
