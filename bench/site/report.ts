import { median } from '../statistics.ts'
import type { Visit } from './visit.ts'

/** Visits to one page at one processor speed. */
export interface PageVisits {
  name: string
  slowdown: number
  visits: readonly Visit[]
}

interface Figure {
  what: string
  of: (visit: Visit) => number
  /** With unit. */
  say: (value: number) => string
  /** Target for the lesson of the product. */
  goal?: { most: number; words: string }
}

const kilobytes = (bytes: number): string => `${(bytes / 1_000).toFixed(0)} kB`
const milliseconds = (ms: number): string => `${ms.toFixed(0)} ms`

const FIGURES: readonly Figure[] = [
  { what: 'scripts', of: ({ scriptBytes }) => scriptBytes, say: kilobytes },
  { what: 'everything', of: ({ allBytes }) => allBytes, say: kilobytes },
  { what: 'requests', of: ({ requests }) => requests, say: String },
  {
    what: 'largest paint',
    of: ({ largestPaintMs }) => largestPaintMs,
    say: milliseconds,
    goal: { most: 1_000, words: '≤ 1 s' },
  },
  {
    what: 'layout shift',
    of: ({ layoutShift }) => layoutShift,
    say: (shift) => shift.toFixed(3),
    goal: { most: 0, words: '0' },
  },
  { what: 'blocked by long tasks', of: ({ blockedMs }) => blockedMs, say: milliseconds },
]

/** `product` and `peer` show the same lesson, each at every slowdown, in the same order. */
export function renderReport(
  product: readonly PageVisits[],
  peer: readonly PageVisits[],
  { host, others }: { host: string; others: readonly PageVisits[] },
): string {
  const [first] = product
  const head = ['processor', 'figure', ...[product, peer].map(([one]) => one?.name ?? ''), 'ratio', 'goal', 'reached']
  const rows = product.flatMap((pages, index) => rowsOf(pages, peer[index]))
  return `## Pages

A lesson of Kindlab, compared with the same text made with ${peer[0]?.name}. The server of Kindlab serves both to a headless Chromium with an empty cache, on ${host}.
Values are medians of ${first?.visits.length} visits each, in turn. Bytes are those on the wire (Brotli, with headers) until the network is idle, including prefetched pages.
The page of Kindlab also requests the lab. "Slower" is the processor throttling of DevTools.

${[head, head.map(() => '---'), ...rows].map(line).join('\n')}

${others.map((pages) => `${pages.name}: ${sentence(pages)}.`).join('\n')}
`
}

function rowsOf({ slowdown, visits }: PageVisits, peer: PageVisits | undefined): string[][] {
  return FIGURES.map(({ what, of, say, goal }) => {
    const own = median(visits.map(of))
    const other = peer === undefined ? undefined : median(peer.visits.map(of))
    const ratio = other === undefined || other === 0 ? '' : (own / other).toFixed(2)
    const verdict = goal === undefined ? '' : own <= goal.most ? 'yes' : 'no'
    const cells = [say(own), other === undefined ? '' : say(other), ratio, goal?.words ?? '', verdict]
    return [slowdown === 1 ? 'as it is' : `${slowdown} times slower`, what, ...cells]
  })
}

function sentence({ visits }: PageVisits): string {
  return FIGURES.map(({ what, of, say }) => `${what} ${say(median(visits.map(of)))}`).join(', ')
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}
