/** Something that can be found, as the index stores it. */
export interface SearchEntry {
  id: string
  kind: 'lesson' | 'section' | 'step' | 'command' | 'term'
  title: string
  /** Where it is, for people. */
  place: string
  href: string
}

/** What the index is made from: `text` is searched and then forgotten. */
export interface SearchSource extends SearchEntry {
  text: string
}
