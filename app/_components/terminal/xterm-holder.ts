import { XtermView, type XtermViewOptions } from './xterm-view.ts'

export interface HeldXterm {
  readonly view: XtermView | undefined
  readonly isTabFree: boolean
  readonly isControlHeld: boolean
}

const NOTHING: HeldXterm = { view: undefined, isTabFree: false, isControlHeld: false }

/** The emulator that a component has now, as a store: it is made and thrown away outside of rendering. */
export class XtermHolder {
  readonly #listeners = new Set<() => void>()
  #held = NOTHING

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly get = (): HeldXterm => this.#held

  open(options: Omit<XtermViewOptions, 'onTabFree' | 'onControlHeld'>): XtermView {
    const view = new XtermView({
      ...options,
      onTabFree: (isTabFree) => this.#hold({ ...this.#held, isTabFree }),
      onControlHeld: (isControlHeld) => this.#hold({ ...this.#held, isControlHeld }),
    })
    this.#hold({ ...NOTHING, view })
    return view
  }

  close(): void {
    this.#held.view?.dispose()
    this.#hold(NOTHING)
  }

  #hold(held: HeldXterm): void {
    this.#held = held
    for (const listener of this.#listeners) listener()
  }
}
