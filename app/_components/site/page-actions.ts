/** What can be done on the page that is open, for the palette. Components add what they offer while they are shown. */

export interface PageAction {
  id: string
  label: string
  /** The keys that do the same, if there are any. */
  keys: readonly string[]
  run(): void
}

export class PageActions {
  readonly #listeners = new Set<() => void>()
  #actions: readonly PageAction[] = []

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly getSnapshot = (): readonly PageAction[] => this.#actions

  /** Returns how to take it back. */
  add(action: PageAction): () => void {
    this.#change([...this.#actions, action])
    return () => this.#change(this.#actions.filter((each) => each !== action))
  }

  #change(actions: readonly PageAction[]): void {
    this.#actions = actions
    for (const listener of this.#listeners) listener()
  }
}

export const pageActions = new PageActions()
