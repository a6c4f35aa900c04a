/** The search itself. The index is made once, at build time, and read in the browser: both go by the same options. */
import MiniSearch, { type Options, type SearchResult } from 'minisearch'
import type { SearchEntry, SearchSource } from './search-entry.ts'

const STORED = ['kind', 'title', 'place', 'href'] as const satisfies readonly (keyof SearchEntry)[]

/** A lesson named by what was typed stands above a paragraph that mentions it. */
const WEIGHTS: Record<SearchEntry['kind'], number> = { lesson: 1.6, term: 1.4, step: 1.2, section: 1, command: 1 }

const OPTIONS: Options<SearchSource> = {
  fields: ['title', 'text'],
  storeFields: [...STORED],
  // `kube-proxy`, `kubeadm.conf` and `-u` come apart here as they do in what is typed.
  tokenize: (text) => text.split(/[^\p{L}\p{N}]+/u),
  processTerm: (term) => (term.length < 2 ? null : term.toLowerCase()),
  searchOptions: {
    boost: { title: 4 },
    boostDocument: (_id, _term, stored) => WEIGHTS[kindOf(stored)],
    // Two letters may be wrong in a long word, none in a short one: `pod` is not `pid`.
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

  /** @param json what `JSON.stringify(buildIndex(...))` wrote */
  static read(json: string): CourseSearch {
    return new CourseSearch(MiniSearch.loadJSON(json, OPTIONS))
  }

  /** Best first. Entries with every word come before none at all: only when there are none, some of the words will do. */
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
