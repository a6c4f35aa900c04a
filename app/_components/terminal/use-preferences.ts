'use client'
import { useSyncExternalStore } from 'react'
import { PreferenceStore, type TerminalPreferences } from './terminal-preferences.ts'

const store = new PreferenceStore(pageStorage())

export function usePreferences(): readonly [TerminalPreferences, (part: Partial<TerminalPreferences>) => void] {
  return [useSyncExternalStore(store.subscribe, store.get, store.get), store.change]
}

/** Reading the property throws where cookies are blocked. */
function pageStorage(): Storage | undefined {
  try {
    return globalThis.localStorage
  } catch {
    return undefined
  }
}
