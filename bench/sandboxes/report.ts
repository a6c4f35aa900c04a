import { median, percentile } from '../statistics.ts'
import { type Footprint, MILESTONE_WORDS, MILESTONES, type Results, type Start } from './results.ts'

/** The section of docs/benchmarks.md. */
export function renderReport(results: Results, machine: string): string {
  const { clones, kinds, row: clonesInARow } = results
  return `## Sandboxes

A clone of the golden state beside \`kind create cluster\` from the same node image, two nodes each, in turn, ${clones.length} of each, on ${machine}. Seconds from the
first request to Docker: median (least to most).

| until | clone | kind | clone / kind |
| --- | --- | --- | --- |
${MILESTONES.map((name) => row(MILESTONE_WORDS[name], [clones, kinds], (start) => start[name])).join('\n')}
${row('processor seconds of the nodes until then', [clones, kinds], ({ cpuSeconds }) => cpuSeconds)}

| of an idle sandbox of two nodes | clone | kind |
| --- | --- | --- |
${footprintRows(results.clone, results.kind).join('\n')}

${clonesInARow.of} clones in a row, each removed before the next: ${clonesInARow.good} good; ready (nodes freshly Ready, and a Pod got an answer from DNS) after ${summary(clonesInARow.seconds)} s,
p95 ${percentile(clonesInARow.seconds, 0.95).toFixed(1)} s.
`
}

function row(
  words: string,
  [clones, kinds]: readonly [readonly Start[], readonly Start[]],
  pick: (start: Start) => number,
): string {
  const [clone, kind] = [clones.map(pick), kinds.map(pick)]
  const ratio = median(clone) / median(kind)
  return `| ${words} | ${summary(clone)} | ${summary(kind)} | ${ratio.toFixed(2)} |`
}

function footprintRows(clone: Footprint, kind: Footprint): string[] {
  const line = (words: string, pick: (one: Footprint) => number, digits: number): string =>
    `| ${words} | ${pick(clone).toFixed(digits)} | ${pick(kind).toFixed(digits)} |`
  return [
    line('memory, MiB', ({ memoryMib }) => memoryMib, 0),
    line('CPU, % of one core', ({ cpuPercent }) => cpuPercent, 1),
    line('disk beside the images, MiB', ({ diskMib }) => diskMib, 0),
  ]
}

function summary(seconds: readonly number[]): string {
  const [least, most] = [Math.min(...seconds), Math.max(...seconds)]
  return `${median(seconds).toFixed(1)} (${least.toFixed(1)} to ${most.toFixed(1)})`
}
