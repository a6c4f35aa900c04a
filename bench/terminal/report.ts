import process from 'node:process'
import { PEER_VERSIONS } from './peers.ts'
import { median, percentile } from '../statistics.ts'
import type { Floor } from './measure-floor.ts'
import type { Results, Scale } from './results.ts'
import { renderTable } from './table.ts'

export interface Report {
  /** The product first. */
  all: readonly Results[]
  floor: Floor | undefined
  scale: Scale
  minutes: number
  machine: string
}

/** The section of docs/benchmarks.md. */
export function renderReport({ all, floor, scale, minutes, machine }: Report): string {
  const { keys, floodSeconds, rounds, hiddenSeconds, shells } = scale
  const versions = Object.entries(PEER_VERSIONS).map(([name, version]) => `${name} ${version}`)
  return `## Terminal

\`./kindlab bench terminal\`, ${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${machine}, ${minutes.toFixed(0)} minutes. Peers: ${versions.join(' and ')} from npm,
each started as it comes, with \`docker exec -it <node> bash -i\` for its shell: the same node of the same cluster, the same headless Chromium (no WebGL, so that
all three draw DOM rows) and the same harness on the same machine, in turn: one figure of each, then the next.

${renderTable(all)}

${renderFloor(floor)}
How it was measured: T1, T2, T3 and T5 three times in turn (of T5 the middle counts), T1 and the server's T5 on a socket straight to it. Each time ${keys} keys for T1, after 400 that warm up, and for T2, ${keys / 2} for T3; T2 and T3 count from the browser's own time of the keydown to the changed row in the page, which is a
frame later than the emulator's buffer. T3's flood is another shell of the same node, read by a page that keeps up. T4: ${rounds} rounds after ${floodSeconds} s of \`yes\`. T6: ${rounds} cuts of a
second; that 1,000 cuts at random bytes lose and double nothing is a unit test (\`random-cuts.test.ts\`), as is that a reload types nothing. T7 is the middle of three reloads for each program and counts from the beginning of the
reload to the last change of a row before all cells are the same, so it holds the loading of the page too. T8: hidden for ${hiddenSeconds} s (the goal speaks of 10 minutes: \`--hidden-minutes 10\`); a headless page is told that it is hidden.
T9 counts from the start of the new process. T10: ${shells} shells. T11: Kindlab with shells on this machine (provider \`local\`) of nine learners; a peer's memory is without
the \`docker\` process it starts for each shell.
`
}

function renderFloor(floor: Floor | undefined): string {
  if (floor === undefined) return ''
  const [docker, dtach] = [floor.dockerMs, floor.dtachMs].map(
    (values) => `${median(values).toFixed(2)} ms (p95 ${percentile(values, 0.95).toFixed(2)})`,
  )
  return `What no T1 can be below: Docker's own exec stream into the node, with no server of anybody's between, had its echo after ${docker} just before, and after ${dtach} with dtach, which lets shells outlive their connection.
`
}
