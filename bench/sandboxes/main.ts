/** `./kindlab bench sandboxes`: compares clones with clusters of kind, and writes its section of docs/benchmarks.md. */
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { readEnvironment } from '#scripts/environment.ts'
import { describeMachine } from '#scripts/setup/machine.ts'
import { readProcessConfig } from '#server/config.ts'
import { writeSection } from '../benchmarks-page.ts'
import { timeClaims } from './claims.ts'
import { timeClassStart } from './class-start.ts'
import { NODE_COUNT, openClusters, type WithCluster } from './clusters.ts'
import { runCycles } from './cycles.ts'
import { measureFootprint, readCpuSeconds } from './footprint.ts'
import { watchMilestones } from './milestones.ts'
import { renderReport } from './report.ts'
import { measureConcurrentClones } from './concurrent-clones.ts'
import type { ClassStart, Footprint, Start } from './results.ts'

const { values } = parseArgs({
  options: {
    pairs: { type: 'string', default: '5' },
    cycles: { type: 'string', default: '20' },
    claims: { type: 'string', default: '20' },
  },
})
const AT_ONCE = 4
const IN_CLASS = 12
const IN_POOL = 4
const say = (line: string): void => void process.stdout.write(`${line}\n`)

const machine = await describeMachine(readEnvironment())
const { nodeImage } = readProcessConfig()
const { withClone, withKind } = await openClusters()

async function timeStart(withCluster: WithCluster): Promise<Start> {
  const startedAtMs = Date.now()
  return withCluster(async (name, booted) => {
    const [times] = await Promise.all([watchMilestones(`${name}-control-plane`, NODE_COUNT, startedAtMs), booted])
    return { ...times, cpuSeconds: await readCpuSeconds(machine, nodesOf(name)) }
  })
}

function nodesOf(name: string): string[] {
  return [`${name}-control-plane`, `${name}-worker`]
}

async function footprintOf(withCluster: WithCluster): Promise<Footprint> {
  return withCluster(async (name, booted) => {
    await booted
    return measureFootprint(machine, nodesOf(name), nodeImage)
  })
}

const clones: Start[] = []
const kinds: Start[] = []
for (let pair = 1; pair <= Number(values.pairs); pair++) {
  clones.push(await timeStart(withClone))
  say(`clone ${pair}: ${JSON.stringify(clones.at(-1))}`)
  kinds.push(await timeStart(withKind))
  say(`kind ${pair}: ${JSON.stringify(kinds.at(-1))}`)
}
const cycles = await runCycles(withClone, { machine, count: Number(values.cycles), say })
const together = await measureConcurrentClones(withClone, AT_ONCE)
say(`${AT_ONCE} clones at once: ${JSON.stringify(together)}`)
const claims = await timeClaims(Number(values.claims), say)
const classStarts: ClassStart[] = []
for (const pool of [0, IN_POOL]) classStarts.push(await timeClassStart({ wanted: IN_CLASS, pool }, say))
const clone = await footprintOf(withClone)
const kind = await footprintOf(withKind)
const [cpu] = cpus()
const host = `${cpus().length} cores (${cpu?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB`
const report = renderReport({ clones, kinds, clone, kind, cycles, together, claims, classStarts }, host)
await writeSection(join(machine.checkout, 'docs', 'benchmarks.md'), 'sandboxes', report)
say(report)
