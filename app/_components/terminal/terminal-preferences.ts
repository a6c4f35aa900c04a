/** How the learner likes terminals. Kept in this browser, for all labs. */

export interface TerminalPreferences {
  readonly fontSize: number
  /** Keeps a second copy of the screen for screen readers; costs time with much output. */
  readonly isScreenReader: boolean
}

export const FONT_SIZES = { smallest: 10, usual: 13, largest: 24 } as const

const KEY = 'kindlab.terminal'
const USUAL: TerminalPreferences = { fontSize: FONT_SIZES.usual, isScreenReader: false }

export class PreferenceStore {
  readonly #storage: Pick<Storage, 'getItem' | 'setItem'> | undefined
  readonly #listeners = new Set<() => void>()
  #preferences: TerminalPreferences

  constructor(storage: Pick<Storage, 'getItem' | 'setItem'> | undefined) {
    this.#storage = storage
    this.#preferences = this.#read()
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly get = (): TerminalPreferences => this.#preferences

  readonly change = (part: Partial<TerminalPreferences>): void => {
    this.#preferences = withinLimits({ ...this.#preferences, ...part })
    try {
      this.#storage?.setItem(KEY, JSON.stringify(this.#preferences))
    } catch {
      // Storage is full or refused: it holds for this page.
    }
    for (const listener of this.#listeners) listener()
  }

  #read(): TerminalPreferences {
    try {
      const stored: unknown = JSON.parse(this.#storage?.getItem(KEY) ?? 'null')
      if (typeof stored !== 'object' || stored === null) return USUAL
      const fontSize = 'fontSize' in stored ? Number(stored.fontSize) : USUAL.fontSize
      return withinLimits({ fontSize, isScreenReader: 'isScreenReader' in stored && stored.isScreenReader === true })
    } catch {
      return USUAL
    }
  }
}

function withinLimits({ fontSize, isScreenReader }: TerminalPreferences): TerminalPreferences {
  const wanted = Number.isFinite(fontSize) ? Math.round(fontSize) : USUAL.fontSize
  return { fontSize: Math.min(FONT_SIZES.largest, Math.max(FONT_SIZES.smallest, wanted)), isScreenReader }
}
