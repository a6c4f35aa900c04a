import { median, percentile } from '../statistics.ts'
import type { Return } from './measure-return.ts'
import type { Results } from './results.ts'

interface Figure {
  id: string
  what: string
  target: string
  /** The value for comparison with target and peers; undefined if it was not measured or has no meaning. */
  value: (results: Results) => number | undefined
  limit: number
  /** Whether a larger value is better. */
  isRate?: boolean
  unit: string
  /** Further values. */
  detail?: (results: Results) => string
}

const quantiles = (values: readonly number[]): string =>
  values.length === 0 ? '' : `p50 ${round(median(values))}, p99 ${round(percentile(values, 0.99))}`
const p95 = (values: readonly number[] | undefined): number | undefined =>
  values === undefined || values.length === 0 ? undefined : percentile(values, 0.95)
const p50 = (values: readonly number[]): number | undefined => (values.length === 0 ? undefined : median(values))

/** Counts only a return to the same shell. */
function returned(returns: readonly Return[]): number[] | undefined {
  return complete(returns.map(({ tookMs, isSameShell }) => (isSameShell ? tookMs : undefined)))
}

function lostShell(returns: readonly Return[]): string {
  return returned(returns) === undefined ? 'the shell is lost' : ''
}

function complete(times: readonly (number | undefined)[]): number[] | undefined {
  return times.includes(undefined) ? undefined : times.filter((time) => time !== undefined)
}

const FIGURES: readonly Figure[] = [
  {
    id: 'T1',
    what: 'echo of bash on the wire, p50',
    target: '≤ 1 ms',
    value: ({ echoMs }) => p50(echoMs),
    limit: 1,
    unit: 'ms',
    detail: ({ echoMs }) => quantiles(echoMs),
  },
  { id: 'T1', what: 'the same, p95', target: '≤ 3 ms', value: ({ echoMs }) => p95(echoMs), limit: 3, unit: 'ms' },
  {
    id: 'T2',
    what: 'keydown to glyph on the page, p50',
    target: '≤ 15 ms',
    value: ({ keysMs }) => p50(keysMs),
    limit: 15,
    unit: 'ms',
  },
  { id: 'T2', what: 'the same, p95', target: '≤ 30 ms', value: ({ keysMs }) => p95(keysMs), limit: 30, unit: 'ms' },
  {
    id: 'T3',
    what: 'the same while another shell runs `yes`, p95',
    target: '≤ 60 ms',
    value: ({ keysUnderFloodMs }) => p95(keysUnderFloodMs),
    limit: 60,
    unit: 'ms',
  },
  {
    id: 'T4',
    what: 'Ctrl-C after `yes` to the prompt, p95',
    target: '≤ 300 ms',
    value: ({ interruptMs }) => p95(interruptMs),
    limit: 300,
    unit: 'ms',
  },
  {
    id: 'T5',
    what: '15 MB of `seq`, taken by the server',
    target: '≥ 8 MB/s',
    value: ({ serverFloodMBs }) => p50(serverFloodMBs),
    limit: 8,
    isRate: true,
    unit: 'MB/s',
  },
  {
    id: 'T5',
    what: 'the same, shown by the page',
    target: '',
    value: ({ floods }) => p50(floods.map(({ megabytesPerSecond }) => megabytesPerSecond)),
    limit: 0,
    isRate: true,
    unit: 'MB/s',
  },
  {
    id: 'T5',
    what: 'heap of the page after it',
    target: '≤ +50 MB',
    value: ({ floods }) => p95(floods.map(({ heapMegabytes }) => heapMegabytes)),
    limit: 50,
    unit: 'MB',
  },
  {
    id: 'T6',
    what: 'network back to typing in the same shell, p95',
    target: '≤ 500 ms',
    value: ({ networkReturns }) => p95(returned(networkReturns)),
    limit: 500,
    unit: 'ms',
    detail: ({ networkReturns }) => lostShell(networkReturns),
  },
  {
    id: 'T7',
    what: 'reload to the same cells, slowest of five programs',
    target: '≤ 400 ms',
    value: ({ reloadMs }) => p95(complete(reloadMs)),
    limit: 400,
    unit: 'ms',
    detail: ({ reloadMs }) => (complete(reloadMs) === undefined ? 'another shell' : ''),
  },
  {
    id: 'T8',
    what: 'flood behind a hidden page: command held',
    target: '≤ 2,000 ms',
    value: ({ hidden }) => hidden?.heldMs,
    limit: 2_000,
    unit: 'ms',
  },
  {
    id: 'T8',
    what: 'return to the present screen',
    target: '≤ 500 ms',
    value: ({ hidden }) => hidden?.shownMs,
    limit: 500,
    unit: 'ms',
  },
  {
    id: 'T9',
    what: 'server killed and started: usable, same shell',
    target: '≤ 3,000 ms',
    value: ({ restarts }) => p95(returned(restarts)),
    limit: 3_000,
    unit: 'ms',
    detail: ({ restarts }) => lostShell(restarts),
  },
  {
    id: 'T10',
    what: 'first prompts with the wrong size',
    target: '0',
    value: ({ firstSize }) => (firstSize === undefined ? undefined : firstSize.of - firstSize.right),
    limit: 0,
    unit: '',
    detail: ({ firstSize }) => (firstSize === undefined ? '' : `of ${firstSize.of}`),
  },
  {
    id: 'T11',
    what: 'server memory for an idle terminal',
    target: '≤ 6 MiB',
    value: ({ memory }) => memory?.perTerminalMiB,
    limit: 6,
    unit: 'MiB',
  },
  {
    id: 'T11',
    what: 'server memory with all of them',
    target: '≤ 400 MiB',
    value: ({ memory }) => memory?.totalMiB,
    limit: 400,
    unit: 'MiB',
    detail: ({ memory }) => (memory === undefined ? '' : `${memory.terminals} terminals`),
  },
]

/** The first of `all` is the product, the others its peers. */
export function renderTable(all: readonly Results[]): string {
  const [product, ...peers] = all
  if (product === undefined) throw new RangeError('nothing was measured')
  const head = ['', 'figure', 'target', ...all.map(({ name }) => name), 'ratio to the best peer', 'reached']
  const rows = FIGURES.map((figure) => [
    figure.id,
    figure.what,
    figure.target,
    ...all.map((results) => cell(figure, results)),
    ratio(figure, product, peers),
    reached(figure, product),
  ])
  return [head, head.map(() => '---'), ...rows].map((columns) => `| ${columns.join(' | ')} |`).join('\n')
}

function cell(figure: Figure, results: Results): string {
  const value = figure.value(results)
  const detail = figure.detail?.(results) ?? ''
  if (value === undefined) return detail === '' ? 'not measured' : detail
  return `${round(value)} ${figure.unit}`.trim() + (detail === '' ? '' : ` (${detail})`)
}

function ratio({ value, isRate }: Figure, product: Results, peers: readonly Results[]): string {
  const own = value(product)
  const others = peers.map((peer) => value(peer)).filter((other) => other !== undefined)
  if (own === undefined || others.length === 0) return ''
  const best = isRate === true ? Math.max(...others) : Math.min(...others)
  return best === 0 ? '' : (own / best).toFixed(2)
}

function reached({ value, limit, isRate, target }: Figure, product: Results): string {
  if (target === '') return ''
  const own = value(product)
  if (own === undefined) return 'no'
  return (isRate === true ? own >= limit : own <= limit) ? 'yes' : 'no'
}

function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)
}
