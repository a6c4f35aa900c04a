import process from 'node:process'
import { PEER_VERSIONS } from './peers.ts'
import { median, percentile } from '../statistics.ts'
import type { Floor } from './measure-floor.ts'
import type { Results, Scale } from './results.ts'
import { renderTable } from './table.ts'

export interface Report {
  /** The product is the first. */
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
each with default settings and \`docker exec -it <node> bash -i\` for its shell. All use the same node, the same headless Chromium and the same harness. Chromium has no WebGL, so that
all three draw DOM rows. They are measured in turn: one figure of each, then the next figure.

${renderTable(all)}

${renderFloor(floor)}
Method: T1, T2, T3 and T5 run three times in turn; T5 is the median. T1 and T5 of the server use a socket without a page. A round has ${keys} keys for T1, after 400 for warm-up, ${keys} for T2, and ${keys / 2} for T3.
T2 and T3 start with the keydown event of the browser and end with the changed row in the page, a frame after the emulator. The flood of T3 is another shell of the same node, with a page that reads all of it.
T4: ${rounds} rounds after ${floodSeconds} s of \`yes\`. T6: ${rounds} cuts of a second. A unit test (\`random-cuts.test.ts\`) proves that 1,000 cuts at random bytes lose and repeat nothing, another that a reload types nothing.
T7 is the median of three reloads for each program: from the start of the reload to the last change of a row before all cells are equal. It includes loading the page. T8: hidden for ${hiddenSeconds} s with a fake visibility event; the target is for 10 minutes (\`--hidden-minutes 10\`).
T9 starts with the new process. T10: ${shells} shells. T11: Kindlab with the provider \`local\` and nine learners. The memory of a peer does not include
the \`docker\` process of each shell.
`
}

function renderFloor(floor: Floor | undefined): string {
  if (floor === undefined) return ''
  const [docker, relay] = [floor.dockerMs, floor.relayMs].map(
    (values) => `${median(values).toFixed(2)} ms (p95 ${percentile(values, 0.95).toFixed(2)})`,
  )
  return `Lower bound of T1: the echo on the exec stream of Docker took ${docker}, without any server. With the node's relay, which keeps shells alive without a connection, it took ${relay}. Both were measured just before.
`
}
