'use client'
import { useCallback, useSyncExternalStore } from 'react'
import { browserStorage } from './browser-storage.ts'
import { type SettingKey, SettingsStore } from './settings-store.ts'

export const settings = new SettingsStore(browserStorage('localStorage'))

/** The setting and how to change it. Undefined while the page is static HTML and where nothing was chosen. */
export function useSetting(key: SettingKey): readonly [string | undefined, (value: string) => void] {
  const value = useSyncExternalStore(
    settings.subscribe,
    () => settings.read(key),
    () => undefined,
  )
  return [value, useCallback((next: string) => settings.write(key, next), [key])]
}
