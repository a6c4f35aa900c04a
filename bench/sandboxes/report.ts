import { median, percentile } from '../statistics.ts'
import { INVENTORY, type Inventory } from './inventory.ts'
import {
  type Claim,
  type ClassStart,
  type Cycles,
  type Footprint,
  MILESTONE_WORDS,
  MILESTONES,
  type Results,
  type Start,
} from './results.ts'

const INVENTORY_WORDS: Readonly<Record<keyof Inventory, string>> = {
  containers: 'containers',
  networks: 'networks',
  volumes: 'volumes',
  vethInterfaces: 'veth interfaces',
  loopDevices: 'loop devices in use',
  memoryMib: 'memory in use, MiB',
}
const MAX_LEFT_MEMORY_MIB = 200

/** Renders the section "Sandboxes" of docs/benchmarks.md. */
export function renderReport(results: Results, machine: string): string {
  const { clones, kinds } = results
  return `## Sandboxes

A clone of the golden state, compared with \`kind create cluster\` from the same node image: ${clones.length} clones and ${kinds.length} kind clusters in turn, with two nodes each, on ${machine}. Seconds from the
first request to Docker: median (minimum to maximum).

| until | clone | kind | clone / kind |
| --- | --- | --- | --- |
${MILESTONES.map((name) => row(MILESTONE_WORDS[name], [clones, kinds], (start) => start[name])).join('\n')}
${row('processor seconds of the nodes until the last of these', [clones, kinds], ({ cpuSeconds }) => cpuSeconds)}

| of an idle sandbox of two nodes | clone | kind |
| --- | --- | --- |
${footprintRows(results.clone, results.kind).join('\n')}

${cyclesSection(results.cycles)}

${results.together.length} clones at once are ready after ${summary(results.together)} s.

${claimsSection(results.claims)}

${classSection(results.classStarts)}
`
}

function cyclesSection({ of, good, seconds, left }: Cycles): string {
  const words = INVENTORY.map((name) => `| ${INVENTORY_WORDS[name]} | ${left[name].toFixed(0)} | ${goalOf(name)} |`)
  return `${of} clones one after the other, each created, used (a Pod, 64 MiB on its disk) and removed before the next: ${good} became ready and usable. They were ready (every node reported Ready after the start, and a Pod had an answer from DNS) after
${summary(seconds)} s, p95 ${percentile(seconds, 0.95).toFixed(1)} s. Leftovers on this machine half a minute after the last clone:

| after ${of} clones | change | goal |
| --- | --- | --- |
${words.join('\n')}`
}

function goalOf(name: keyof Inventory): string {
  return name === 'memoryMib' ? `≤ ${MAX_LEFT_MEMORY_MIB}` : '0'
}

function claimsSection(claims: readonly Claim[]): string {
  const prompts = claims.map(({ promptMs }) => promptMs)
  const refills = claims.map(({ refillSeconds }) => refillSeconds)
  const ms = (share: number): string => percentile(prompts, share).toFixed(0)
  return `${claims.length} learners claimed from a pool of one, one after the other, without a browser. Measured: from the request for a lab over ticket, socket and terminal to the prompt.

| from the pool | median | p95 | goal |
| --- | --- | --- | --- |
| request to prompt, ms | ${ms(0.5)} | ${ms(0.95)} | p50 ≤ 300, p95 ≤ 1000 |
| until the next one is ready, s | ${median(refills).toFixed(1)} | ${percentile(refills, 0.95).toFixed(1)} | |`
}

function classSection(starts: readonly ClassStart[]): string {
  const rows = starts.map(({ pool, seconds }) => {
    const figures = [Math.min(...seconds), median(seconds), Math.max(...seconds)].map((each) => each.toFixed(1))
    return `| ${pool} | ${seconds.length} | ${figures.join(' | ')} | last ≤ 110 s |`
  })
  return `Learners who ask for a lab at the same moment, as many as the machine has seats for, at most 12. Each opens a terminal when the lab is ready, and stays connected. Seconds to the prompt:

| clusters in the pool | learners | first | median | last | goal |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}`
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
    line('disk without the images, MiB', ({ diskMib }) => diskMib, 0),
  ]
}

function summary(seconds: readonly number[]): string {
  const [least, most] = [Math.min(...seconds), Math.max(...seconds)]
  return `${median(seconds).toFixed(1)} (${least.toFixed(1)} to ${most.toFixed(1)})`
}
