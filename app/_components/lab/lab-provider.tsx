'use client'
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react'
import { ROUTES } from '#protocol/routes.ts'
import type { LabTerminals } from '../terminal/lab-terminals.ts'
import { loadBrowserApi } from '../api/load-browser-api.ts'
import { initialSnapshot, type LabSnapshot, LabStore } from './lab-store.ts'

const LabContext = createContext<LabStore<LabTerminals> | null>(null)

/** One store for all pages, so that moving between lessons keeps the lab and its connection. */
export function LabProvider({ children }: { children: ReactNode }) {
  const [store] = useState(createStore)
  useEffect(() => {
    const reload = () => {
      if (store.getSnapshot().session.state === 'failed') void store.load()
    }
    void store.load()
    window.addEventListener('online', reload)
    return () => {
      window.removeEventListener('online', reload)
      store.close()
    }
  }, [store])
  return <LabContext value={store}>{children}</LabContext>
}

/** What is known of the lab now; renders again when it changes. */
export function useLab(): LabSnapshot<LabTerminals> {
  const store = useLabActions()
  return useSyncExternalStore(store.subscribe, store.getSnapshot, staticSnapshot)
}

export function useLabActions(): LabStore<LabTerminals> {
  const store = useContext(LabContext)
  if (store === null) throw new Error('LabProvider is missing above this component')
  return store
}

const STATIC_SNAPSHOT = initialSnapshot<LabTerminals>()

function staticSnapshot(): LabSnapshot<LabTerminals> {
  return STATIC_SNAPSHOT
}

function createStore(): LabStore<LabTerminals> {
  return new LabStore({
    loadApi,
    wait: (durationMs) => new Promise((resolve) => setTimeout(resolve, durationMs)),
    connect: async (labId) => {
      const [{ LabTerminals }, api] = await Promise.all([import('../terminal/lab-terminals.ts'), loadApi()])
      return new LabTerminals({ labId, requestTicket: () => api.requestTicket(labId), socketUrl: socketUrl() })
    },
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
