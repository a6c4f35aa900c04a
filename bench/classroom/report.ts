/** The section of docs/benchmarks.md. */
import { median, percentile } from '../statistics.ts'

export interface ClassroomResults {
  /** For example: 2 cores (AMD EPYC), 24 GiB. */
  host: string
  date: string
  learners: number
  instructors: number
  rounds: number
  changesPerSecond: number
  changes: number
  /** Milliseconds from a change to the socket of an instructor. */
  updateMs: readonly number[]
  quietEchoMs: readonly number[]
  loadedEchoMs: readonly number[]
  largestBoardBytes: number
  memoryMiB: { before: number; connected: number; after: number }
  /** Share of one processor that the server used under load, in percent. */
  serverCpu: number
}

const p95 = (values: readonly number[]): number => percentile(values, 0.95)
const p99 = (values: readonly number[]): number => percentile(values, 0.99)

export function renderReport(results: ClassroomResults): string {
  const { learners, instructors, updateMs, quietEchoMs: quiet, loadedEchoMs: loaded, memoryMiB } = results
  const echo = (name: string, of: (values: readonly number[]) => number) =>
    `| echo of a terminal, ${name} | ${ms(of(quiet))} | ${ms(of(loaded))} | ${(of(loaded) / of(quiet)).toFixed(2)} |`
  return `## Classroom

\`./kindlab bench classroom\`, ${results.date}, ${results.host}. One server with the provider \`local\`, and one class with ${learners} simulated learners and ${instructors} pages of instructors, each on a socket of its own.
A change is the first hint of a step, which adds a cell to the map: ${results.changesPerSecond.toFixed(0)} changes in a second, each by the next learner. Clients and server share the processors.

| from the request of a learner to the socket of an instructor | p50 | p95 | p99 | slowest |
| --- | --- | --- | --- | --- |
| ${results.changes} changes, ${updateMs.length} updates | ${ms(median(updateMs))} | ${ms(p95(updateMs))} | ${ms(p99(updateMs))} | ${ms(Math.max(...updateMs))} |

The server sends a changed map at most every 500 ms. The largest map had ${(results.largestBoardBytes / 1_000).toFixed(0)} kB.

| figure | without this load | with this load | ratio |
| --- | --- | --- | --- |
${echo('p50', median)}
${echo('p95', p95)}

The ${quiet.length} and ${loaded.length} keys are from the same shell, in ${results.rounds} rounds in turn. Without this load, no page of the class is open.

| memory of the server (RSS) | MiB |
| --- | --- |
| with one terminal, before the class | ${memoryMiB.before.toFixed(0)} |
| with the sockets of all ${learners + instructors} people | ${memoryMiB.connected.toFixed(0)} |
| after the last round | ${memoryMiB.after.toFixed(0)} |

Under load, the server used ${results.serverCpu.toFixed(0)} % of one processor.`
}

function ms(value: number): string {
  return `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`
}
