/** `./kindlab bench sandboxes`: clones beside clusters made by kind, in the same run; writes its section of docs/benchmarks.md. */
import { randomBytes } from 'node:crypto'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { readEnvironment } from '#scripts/environment.ts'
import { describeMachine } from '#scripts/setup/machine.ts'
import { programEnvironment, readProcessConfig } from '#server/config.ts'
import { bootWithKind } from '#server/providers/kind/boot-with-kind.ts'
import { DockerEngine } from '#server/providers/kind/docker-engine.ts'
import { bootClone } from '#server/providers/kind/golden/boot-clone.ts'
import { findGolden } from '#server/providers/kind/golden/golden-image.ts'
import { KIND_DEFAULTS } from '#server/providers/kind/kind-provider.ts'
import { objectName } from '#server/providers/kind/labels.ts'
import { removeSandbox } from '#server/providers/kind/removal.ts'
import type { CreateOptions, SandboxSpec } from '#server/providers/provider.ts'
import { writeSection } from '../benchmarks-page.ts'
import { measureFootprint, readCpuSeconds } from './footprint.ts'
import { watchMilestones } from './milestones.ts'
import { renderReport } from './report.ts'
import type { Footprint, Start } from './results.ts'

const { values } = parseArgs({
  options: { pairs: { type: 'string', default: '5' }, row: { type: 'string', default: '20' } },
})
const NODE_COUNT = 2
const INSTANCE = `bench-${randomBytes(4).toString('hex')}`
const say = (line: string): void => void process.stdout.write(`${line}\n`)

type Boot = (spec: SandboxSpec, options: CreateOptions) => Promise<unknown>

const machine = await describeMachine(readEnvironment())
const { dockerHost, kindPath, nodeImage } = readProcessConfig()
const engine = new DockerEngine(dockerHost)
const boots = await makeBoots()

async function makeBoots(): Promise<{ clone: Boot; kind: Boot }> {
  const golden = await findGolden(engine, nodeImage, Date.now())
  if (golden.state === 'absent') throw new Error(`no clone can be made: ${golden.reason}`)
  const common = { ...KIND_DEFAULTS, engine, instance: INSTANCE }
  const kind = { binary: kindPath, environment: programEnvironment() }
  return {
    clone: (spec, options) => bootClone({ ...common, image: golden.image }, spec, options),
    kind: (spec, options) => bootWithKind({ ...common, kind, nodeImage }, spec, options),
  }
}

/** Makes a cluster, does something with it, and removes it. */
async function withCluster<T>(boot: Boot, use: (name: string, booted: Promise<unknown>) => Promise<T>): Promise<T> {
  const id = randomBytes(8).toString('hex')
  const spec = { id, nodeCount: NODE_COUNT, labId: 'bench', generation: 1 } as const
  try {
    const booted = boot(spec, { signal: new AbortController().signal, onPhase: () => undefined })
    // Whoever uses it waits for it in time; until then a failure is nobody's.
    booted.catch(() => undefined)
    return await use(objectName(id), booted)
  } finally {
    await removeSandbox({ engine, instance: INSTANCE, sandboxId: id })
  }
}

async function timeStart(boot: Boot): Promise<Start> {
  const startedAtMs = Date.now()
  return withCluster(boot, async (name, booted) => {
    const [times] = await Promise.all([watchMilestones(`${name}-control-plane`, NODE_COUNT, startedAtMs), booted])
    return { ...times, cpuSeconds: await readCpuSeconds(machine, nodesOf(name)) }
  })
}

function nodesOf(name: string): string[] {
  return [`${name}-control-plane`, `${name}-worker`]
}

async function footprintOf(boot: Boot): Promise<Footprint> {
  return withCluster(boot, async (name, booted) => {
    await booted
    return measureFootprint(machine, nodesOf(name), nodeImage)
  })
}

async function timeRow(count: number): Promise<{ good: number; of: number; seconds: number[] }> {
  const seconds: number[] = []
  for (let turn = 1; turn <= count; turn++) {
    const beganAtMs = performance.now()
    try {
      // oxlint-disable-next-line no-await-in-loop -- in a row is what is measured
      await withCluster(boots.clone, async (_name, booted) => {
        await booted
        seconds.push((performance.now() - beganAtMs) / 1000)
      })
      say(`clone ${turn} of ${count}: ${seconds.at(-1)?.toFixed(1)} s`)
    } catch (error) {
      say(`clone ${turn} of ${count}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return { good: seconds.length, of: count, seconds }
}

const clones: Start[] = []
const kinds: Start[] = []
for (let pair = 1; pair <= Number(values.pairs); pair++) {
  clones.push(await timeStart(boots.clone))
  say(`clone ${pair}: ${JSON.stringify(clones.at(-1))}`)
  kinds.push(await timeStart(boots.kind))
  say(`kind ${pair}: ${JSON.stringify(kinds.at(-1))}`)
}
const row = await timeRow(Number(values.row))
const clone = await footprintOf(boots.clone)
const kind = await footprintOf(boots.kind)
const [cpu] = cpus()
const host = `${cpus().length} cores (${cpu?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB`
const report = renderReport({ clones, kinds, clone, kind, row }, host)
await writeSection(join(machine.checkout, 'docs', 'benchmarks.md'), 'sandboxes', report)
say(report)
