/** Enough for every page that could come back after a cut; more would be a page that opens the terminal in a loop. */
const MAX_WRITERS = 256

/** Remembers for each page the last input frame that was typed, so that a frame sent again after a cut is recognised and never typed twice. */
export class InputSequence {
  readonly #lastSeqs = new Map<string, number>()

  /** The page binds (again) and knows `acknowledgedSeq` to be taken. Returns the last one that was. */
  begin(writer: string, acknowledgedSeq: number): number {
    const lastSeq = Math.max(this.#lastSeqs.get(writer) ?? 0, acknowledgedSeq)
    this.#lastSeqs.delete(writer)
    this.#lastSeqs.set(writer, lastSeq)
    for (const oldest of this.#lastSeqs.keys()) {
      if (this.#lastSeqs.size <= MAX_WRITERS) break
      this.#lastSeqs.delete(oldest)
    }
    return lastSeq
  }

  /** `type`: it is the next one. `known`: it was typed before. `gap`: one before it is missing, which an ordered connection cannot cause. */
  take(writer: string, seq: number): 'type' | 'known' | 'gap' {
    const lastSeq = this.#lastSeqs.get(writer) ?? 0
    if (seq <= lastSeq) return 'known'
    if (seq !== lastSeq + 1) return 'gap'
    this.#lastSeqs.set(writer, seq)
    return 'type'
  }
}
