/** The learners who are in the classroom now. In memory: after a restart, pages connect again and fill it. */

/** Counts the open pages of each learner, and remembers the watchers. */
export class Presence {
  readonly #pages = new Map<string, number>()
  readonly #watchers = new Map<string, Set<{ name: string }>>()

  /** Call the returned function when the page is closed. */
  enter(learnerId: string): () => void {
    this.#pages.set(learnerId, (this.#pages.get(learnerId) ?? 0) + 1)
    return () => {
      const left = (this.#pages.get(learnerId) ?? 1) - 1
      if (left === 0) this.#pages.delete(learnerId)
      else this.#pages.set(learnerId, left)
    }
  }

  isHere(learnerId: string): boolean {
    return this.#pages.has(learnerId)
  }

  /** Call the returned function when the instructor stops watching. */
  watch(learnerId: string, name: string): () => void {
    const watcher = { name }
    const watchers = this.#watchers.get(learnerId) ?? new Set()
    this.#watchers.set(learnerId, watchers.add(watcher))
    return () => watchers.delete(watcher)
  }

  watchersOf(learnerId: string): string[] {
    return [...new Set([...(this.#watchers.get(learnerId) ?? [])].map(({ name }) => name))]
  }
}
