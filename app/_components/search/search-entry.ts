/** A search result, as the index stores it. */
export interface SearchEntry {
  id: string
  kind: 'lesson' | 'section' | 'step' | 'command' | 'term'
  title: string
  /** The place, as shown to the learner. */
  place: string
  href: string
}

/** Input of the index: `text` is indexed but not stored. */
export interface SearchSource extends SearchEntry {
  text: string
}
