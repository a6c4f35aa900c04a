/** A value that components read with `useStore`. Only the subclass sets it. */
export abstract class Store<Value> {
  readonly #listeners = new Set<() => void>()
  readonly #initial: Value
  #value: Value

  constructor(initial: Value) {
    this.#initial = initial
    this.#value = initial
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly getSnapshot = (): Value => this.#value

  /** The value in the static HTML: React hydrates with it. */
  readonly getInitialSnapshot = (): Value => this.#initial

  protected set(value: Value): void {
    if (Object.is(value, this.#value)) return
    this.#value = value
    for (const listener of this.#listeners) listener()
  }
}
