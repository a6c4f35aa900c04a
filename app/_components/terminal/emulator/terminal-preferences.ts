'use client'
import { browserStorage } from '../../settings/browser-storage.ts'
import { Store } from '../../store/store.ts'
import { useStore } from '../../store/use-store.ts'

/** The learner's preferences for the terminals of all labs; the browser stores them. */
export interface TerminalPreferences {
  readonly fontSize: number
  /** The emulator maintains a copy of the screen for screen readers, which slows large output down. */
  readonly isScreenReader: boolean
  /** On macOS and iPadOS: Option is the Meta key of the shell, and types no characters. */
  readonly isOptionMeta: boolean
  /** Lines have at least WIDE_COLUMNS columns, and the terminal scrolls sideways. */
  readonly isWide: boolean
}

/** The widest tables of kubectl (`get pods -A -o wide`) fit. */
export const WIDE_COLUMNS = 180

export const FONT_SIZES = { smallest: 10, default: 13, largest: 24 } as const

const KEY = 'kindlab.terminal'
const DEFAULTS: TerminalPreferences = {
  fontSize: FONT_SIZES.default,
  isScreenReader: false,
  isOptionMeta: false,
  isWide: false,
}

export class PreferenceStore extends Store<TerminalPreferences> {
  readonly #storage: Pick<Storage, 'getItem' | 'setItem'> | undefined

  constructor(storage: Pick<Storage, 'getItem' | 'setItem'> | undefined) {
    super(readPreferences(storage))
    this.#storage = storage
  }

  readonly change = (part: Partial<TerminalPreferences>): void => {
    const preferences = withinLimits({ ...this.getSnapshot(), ...part })
    try {
      this.#storage?.setItem(KEY, JSON.stringify(preferences))
    } catch {
      // Storage is full or blocked: the change lasts as long as this page.
    }
    this.set(preferences)
  }
}

function readPreferences(storage: Pick<Storage, 'getItem'> | undefined): TerminalPreferences {
  try {
    const stored: unknown = JSON.parse(storage?.getItem(KEY) ?? 'null')
    if (typeof stored !== 'object' || stored === null) return DEFAULTS
    return withinLimits({
      fontSize: 'fontSize' in stored ? Number(stored.fontSize) : DEFAULTS.fontSize,
      isScreenReader: 'isScreenReader' in stored && stored.isScreenReader === true,
      isOptionMeta: 'isOptionMeta' in stored && stored.isOptionMeta === true,
      isWide: 'isWide' in stored && stored.isWide === true,
    })
  } catch {
    return DEFAULTS
  }
}

function withinLimits(preferences: TerminalPreferences): TerminalPreferences {
  const { fontSize } = preferences
  const wanted = Number.isFinite(fontSize) ? Math.round(fontSize) : DEFAULTS.fontSize
  return { ...preferences, fontSize: Math.min(FONT_SIZES.largest, Math.max(FONT_SIZES.smallest, wanted)) }
}

const store = new PreferenceStore(browserStorage('localStorage'))

export function usePreferences(): readonly [TerminalPreferences, (part: Partial<TerminalPreferences>) => void] {
  return [useStore(store), store.change]
}
