import type { NodeId } from '#protocol/node-id.ts'
import { TABS_PREFIX } from './stored-tabs.ts'
import { parseTabs, type TabList } from './tab-list.ts'

/** Remembers the tabs of one cluster for as long as the browser tab lives, so that a reload finds its shells. */
export class TabStorage {
  readonly #storage: Pick<Storage, 'getItem' | 'setItem'> | undefined
  readonly #labId: string

  constructor(labId: string, storage: Pick<Storage, 'getItem' | 'setItem'> | undefined) {
    this.#labId = labId
    this.#storage = storage
  }

  read(generation: number, nodes: readonly NodeId[]): TabList | undefined {
    try {
      return parseTabs(this.#storage?.getItem(this.#key(generation)) ?? null, nodes)
    } catch {
      return undefined
    }
  }

  write(generation: number, tabs: TabList): void {
    try {
      this.#storage?.setItem(this.#key(generation), JSON.stringify(tabs))
    } catch {
      // Storage is full or refused: the next page begins with the usual tabs.
    }
  }

  #key(generation: number): string {
    return `${TABS_PREFIX}${this.#labId}.${generation}`
  }
}
