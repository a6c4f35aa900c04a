/** What this browser remembers about how the learner likes the page. Works, without remembering, where storage is refused. */

export type SettingKey = 'theme' | 'split' | 'last-lesson' | 'cluster' | 'cluster-form'

export class SettingsStore {
  readonly #storage: Storage | undefined
  readonly #values = new Map<SettingKey, string>()
  readonly #listeners = new Set<() => void>()

  constructor(storage: Storage | undefined) {
    this.#storage = storage
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  read(key: SettingKey): string | undefined {
    const known = this.#values.get(key)
    if (known !== undefined) return known
    const stored = attempt(() => this.#storage?.getItem(storageKey(key)))
    if (typeof stored === 'string') this.#values.set(key, stored)
    return stored ?? undefined
  }

  write(key: SettingKey, value: string): void {
    this.#values.set(key, value)
    attempt(() => this.#storage?.setItem(storageKey(key), value))
    for (const listener of this.#listeners) listener()
  }
}

export function storageKey(key: SettingKey): string {
  return `kindlab.${key}`
}

/** Storage throws where cookies are blocked, and when it is full. */
function attempt<T>(use: () => T): T | undefined {
  try {
    return use()
  } catch {
    return undefined
  }
}
