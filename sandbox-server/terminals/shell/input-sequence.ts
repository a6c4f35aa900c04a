/** More pages than can reconnect after a cut. Only a page that opens the terminal in a loop exceeds it. */
const MAX_WRITERS = 256

/** Stores each page's last accepted input frame, so that a frame which the page sends again after a cut is not typed twice. */
export class InputSequence {
  readonly #lastSeqs = new Map<string, number>()

  /** A page opens the terminal (again). `acknowledgedSeq`: the last frame it knows to be accepted. Returns the last accepted frame. */
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

  /** `type`: the next frame. `known`: a frame that was typed before. `gap`: a frame is missing, which an ordered connection cannot cause. */
  take(writer: string, seq: number): 'type' | 'known' | 'gap' {
    const lastSeq = this.#lastSeqs.get(writer) ?? 0
    if (seq <= lastSeq) return 'known'
    if (seq !== lastSeq + 1) return 'gap'
    this.#lastSeqs.set(writer, seq)
    return 'type'
  }
}
