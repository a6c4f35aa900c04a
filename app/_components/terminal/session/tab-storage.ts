import { browserStorage } from '../../settings/browser-storage.ts'

const PREFIX = 'kindlab.terminals.'

/** Stores the tabs of one lab as long as the browser tab lives, so that a reload restores them. */
export class TabStorage {
  readonly #labId: string
  readonly #storage: Pick<Storage, 'getItem' | 'setItem'> | undefined

  constructor(labId: string, storage: Pick<Storage, 'getItem' | 'setItem'> | undefined) {
    this.#labId = labId
    this.#storage = storage
  }

  read(generation: number): string | null {
    try {
      return this.#storage?.getItem(this.#key(generation)) ?? null
    } catch {
      return null
    }
  }

  write(generation: number, tabs: object): void {
    try {
      this.#storage?.setItem(this.#key(generation), JSON.stringify(tabs))
    } catch {
      // Storage is full or blocked: the next page starts with the default tabs.
    }
  }

  #key(generation: number): string {
    return `${PREFIX}${this.#labId}.${generation}`
  }
}

/** True when this browser tab has shown terminals before. */
export function hasStoredTabs(): boolean {
  return Object.keys(browserStorage('sessionStorage') ?? {}).some((key) => key.startsWith(PREFIX))
}
