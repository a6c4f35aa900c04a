'use client'
import { useSyncExternalStore } from 'react'
import { browserStorage } from '../settings/browser-storage.ts'
import { PreferenceStore, type TerminalPreferences } from './terminal-preferences.ts'

const store = new PreferenceStore(browserStorage('localStorage'))

export function usePreferences(): readonly [TerminalPreferences, (part: Partial<TerminalPreferences>) => void] {
  return [useSyncExternalStore(store.subscribe, store.get, store.get), store.change]
}
