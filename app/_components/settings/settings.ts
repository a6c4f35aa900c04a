'use client'
import { useCallback, useSyncExternalStore } from 'react'
import { Store } from '../store/store.ts'
import { browserStorage } from './browser-storage.ts'

const KEYS = ['theme', 'split', 'last-lesson', 'cluster', 'cluster-form'] as const
export type SettingKey = (typeof KEYS)[number]
type Settings = Readonly<Partial<Record<SettingKey, string>>>

/** The learner's page settings in this browser. Without storage they last as long as the page. */
export class SettingsStore extends Store<Settings> {
  readonly #storage: Storage | undefined

  constructor(storage: Storage | undefined) {
    super(attempt(() => readAll(storage)) ?? {})
    this.#storage = storage
  }

  read(key: SettingKey): string | undefined {
    return this.getSnapshot()[key]
  }

  write(key: SettingKey, value: string): void {
    this.set({ ...this.getSnapshot(), [key]: value })
    attempt(() => this.#storage?.setItem(storageKey(key), value))
  }
}

function storageKey(key: SettingKey): string {
  return `kindlab.${key}`
}

function readAll(storage: Storage | undefined): Settings {
  const entries = KEYS.map((key) => [key, storage?.getItem(storageKey(key)) ?? undefined])
  return Object.fromEntries(entries)
}

/** Storage throws where cookies are blocked, and when it is full. */
function attempt<T>(use: () => T): T | undefined {
  try {
    return use()
  } catch {
    return undefined
  }
}

export const settings = new SettingsStore(browserStorage('localStorage'))

/** The value is undefined in static HTML, and until the learner has chosen one. */
export function useSetting(key: SettingKey): readonly [string | undefined, (value: string) => void] {
  const value = useSyncExternalStore(
    settings.subscribe,
    () => settings.read(key),
    () => undefined,
  )
  return [value, useCallback((next: string) => settings.write(key, next), [key])]
}
