/** The search. The build creates the index and the browser reads it, with the same options. */
import MiniSearch, { type Options, type SearchResult } from 'minisearch'
import type { SearchEntry, SearchSource } from './search-entry.ts'

const STORED = ['kind', 'title', 'place', 'href'] as const satisfies readonly (keyof SearchEntry)[]

/** Ranks a lesson above a section with the same words. */
const WEIGHTS: Record<SearchEntry['kind'], number> = { lesson: 1.6, term: 1.4, step: 1.2, section: 1, command: 1 }

const OPTIONS: Options<SearchSource> = {
  fields: ['title', 'text'],
  storeFields: [...STORED],
  // Index and query split `kube-proxy`, `kubeadm.conf` and `-u` in the same way.
  tokenize: (text) => text.split(/[^\p{L}\p{N}]+/u),
  processTerm: (term) => (term.length < 2 ? null : term.toLowerCase()),
  searchOptions: {
    boost: { title: 4 },
    boostDocument: (_id, _term, stored) => WEIGHTS[kindOf(stored)],
    // Long words tolerate wrong letters, short words none: `pod` must not match `pid`.
    fuzzy: (term) => (term.length < 4 ? false : 0.25),
    prefix: true,
  },
}

export function buildIndex(sources: readonly SearchSource[]): MiniSearch<SearchSource> {
  const index = new MiniSearch<SearchSource>(OPTIONS)
  index.addAll(sources)
  return index
}

export class CourseSearch {
  readonly #index: MiniSearch<SearchSource>

  constructor(index: MiniSearch<SearchSource>) {
    this.#index = index
  }

  /** @param json the output of `JSON.stringify(buildIndex(...))` */
  static read(json: string): CourseSearch {
    return new CourseSearch(MiniSearch.loadJSON(json, OPTIONS))
  }

  /** Best first. Entries must have every word; if there is none, entries with some of the words. */
  find(query: string, limit: number): SearchEntry[] {
    const withEveryWord = this.#index.search(query, { combineWith: 'AND' })
    const found = withEveryWord.length > 0 ? withEveryWord : this.#index.search(query, { combineWith: 'OR' })
    return found.slice(0, limit).map(entryOf)
  }

  /** All lessons, in the order of the course. */
  lessons(): SearchEntry[] {
    return this.#index
      .search(MiniSearch.wildcard, { boostDocument: () => 1 })
      .map(entryOf)
      .filter(({ kind }) => kind === 'lesson')
  }
}

function entryOf(result: SearchResult): SearchEntry {
  return {
    id: String(result.id),
    kind: kindOf(result),
    title: String(result['title']),
    place: String(result['place']),
    href: String(result['href']),
  }
}

function kindOf(stored: Record<string, unknown> | undefined): SearchEntry['kind'] {
  const kind = stored?.['kind']
  return KINDS.find((each) => each === kind) ?? 'section'
}

const KINDS: readonly SearchEntry['kind'][] = ['lesson', 'section', 'step', 'command', 'term']
