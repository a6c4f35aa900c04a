/** `./kindlab bench terminal`: measures the running product and two other web terminals on the same node, and writes the table of docs/benchmarks.md. */
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { chmod, mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { chromium } from '@playwright/test'
import { readEnvironment } from '#scripts/environment.ts'
import { describeMachine } from '#scripts/setup/machine.ts'
import { docker } from '../../e2e/docker-objects.ts'
import { writeSection } from '../benchmarks-page.ts'
import type { MeasuredTerminal } from './measured-terminal.ts'
import { measureInTurn, type Bench, type Entry } from './measure.ts'
import { measureFloor } from './measure-floor.ts'
import { measureMemory } from './measure-memory.ts'
import { measureRestart } from './measure-restart.ts'
import type { Return } from './measure-return.ts'
import { PEER_KINDS } from './peer-kinds.ts'
import { Peer } from './peer.ts'
import { installPeers } from './peers.ts'
import { Product } from './product.ts'
import { renderReport } from './report.ts'
import { noResults, type Results, type Scale } from './results.ts'

/** Number of learners in the memory measurement, and the maximum number of terminals of each. */
const MEMORY = { learners: 9, terminals: 6 }

/** A cluster is busy with itself for a while after its start. */
const SETTLE_MS = 45_000

/** Summary of a measurement during the run; the table has all values. */
const SAID_CHARACTERS = 200

const { values } = parseArgs({
  options: {
    'hidden-minutes': { type: 'string', default: '1' },
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
})
const scale: Scale = values.quick
  ? { keys: 40, floodSeconds: 2, rounds: 2, hiddenSeconds: 10, shells: 5 }
  : { keys: 200, floodSeconds: 10, rounds: 5, hiddenSeconds: Number(values['hidden-minutes']) * 60, shells: 100 }

/** Names of the measurements to run, for example of one change; all without the option. The table needs all of them. */
const only = values.only?.split(',')

const say = (line: string): void => void process.stdout.write(`${line}\n`)

const attempt: Bench['attempt'] = async (name, measure) => {
  const startedAt = performance.now()
  try {
    const value = await measure()
    const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1)
    say(`${name} in ${seconds} s: ${JSON.stringify(value).slice(0, SAID_CHARACTERS)}`)
    return value
  } catch (error) {
    say(`${name}: not measured, ${error instanceof Error ? error.message : String(error)}`)
    return undefined
  }
}

async function run(): Promise<void> {
  const startedAt = performance.now()
  const machine = await describeMachine(readEnvironment())
  const folder = await installPeers(machine)
  await using started = new AsyncDisposableStack()
  // No pool: no other cluster boots or idles during the measurement.
  // Peers use the product's node while no page shows its lab, so the lab must not be frozen.
  const product = started.use(await Product.start({ KINDLAB_POOL: '0', KINDLAB_FREEZE_SECONDS: '0' }))
  const node = machine.provider === 'local' ? undefined : await nodeOf(product.server.instance)
  const shell = started.use(
    await makeShell(node === undefined ? 'bash -i' : `docker exec -it -e TERM=xterm-256color ${node} bash -i`),
  )
  // Without a graphics card WebGL is a slow emulation. Without WebGL every candidate draws DOM rows, which are measured in the same way.
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    handleSIGTERM: false,
    handleSIGINT: false,
    args: ['--no-sandbox', '--disable-3d-apis', '--disable-background-networking', '--no-first-run'],
  })
  started.defer(() => browser.close())
  const bench = { browser, scale, attempt }
  await Promise.race([interruption(), measureAll()])

  async function measureAll(): Promise<void> {
    await sleep(SETTLE_MS)
    const floor = node === undefined ? undefined : await attempt('floor of T1', () => measureFloor(node, scale.keys))
    const own = { candidate: product, results: noResults(product.name) }
    const peers: Entry[] = []
    for (const kind of PEER_KINDS) {
      const candidate = started.use(await Peer.start(kind, { folder, shell: shell.path }))
      peers.push({ candidate, results: noResults(candidate.name) })
    }
    await measureInTurn([own, ...peers], bench, only)
    if (only === undefined) await measureServers(own, peers)
    const minutes = (performance.now() - startedAt) / 60_000
    const all = [own, ...peers].map(({ results }) => results)
    const report = renderReport({ all, floor, scale, minutes, machine: describeHost() })
    if (only === undefined) await writeSection(join(machine.checkout, 'docs', 'benchmarks.md'), 'terminal', report)
    say(report)
  }

  /** Restarts and memory: of the servers, and not of one terminal. */
  async function measureServers(own: { results: Results }, peers: readonly Entry[]): Promise<void> {
    for (const { candidate, results } of peers) await measureMemoryOf([candidate], results)
    await attempt('Kindlab T9', () => measureRestarts(product, own.results, bench))
    const local = started.use(await Product.start({ KINDLAB_PROVIDER: 'local' }))
    const learners = [local]
    while (learners.length < MEMORY.learners) learners.push(await local.join())
    await measureMemoryOf(learners, own.results)
  }
}

async function measureRestarts(product: Product, results: Results, { browser }: Bench): Promise<readonly Return[]> {
  await using open = await product.openPage(browser)
  while (results.restarts.length < scale.rounds) results.restarts.push(await measureRestart(open.page, product))
  return results.restarts
}

/** Memory of the server that all `candidates` use. */
async function measureMemoryOf(candidates: readonly MeasuredTerminal[], results: Results): Promise<void> {
  const each = Math.round((MEMORY.learners * MEMORY.terminals) / candidates.length)
  const memory = await attempt(`${results.name} T11`, () => measureMemory(candidates, each))
  if (memory !== undefined) results.memory = { ...memory, terminals: candidates.length * each }
}

/** The node container of the learner. */
async function nodeOf(instance: string): Promise<string> {
  const filter = `label=kindlab.instance=${instance}`
  const [cluster] = await docker('network', 'ls', '--filter', filter, '--format', '{{.Name}}')
  if (cluster === undefined) throw new Error(`no cluster of ${instance}`)
  return `${cluster}-control-plane`
}

/** Command of the peers for each terminal. */
async function makeShell(command: string): Promise<{ path: string } & AsyncDisposable> {
  const folder = await mkdtempDisposable(join(tmpdir(), 'kindlab-bench-'))
  const path = join(folder.path, 'node-shell')
  await writeFile(path, `#!/bin/sh\nexec ${command}\n`)
  await chmod(path, 0o755)
  return { path, [Symbol.asyncDispose]: () => folder.remove() }
}

function describeHost(): string {
  const [cpu] = cpus()
  return `${cpus().length} cores (${cpu?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB`
}

/** Ctrl-C ends the run like an error, and stops everything that it has started. */
function interruption(): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>()
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => reject(new Error(`ended by ${signal}`)))
  return promise
}

await run()
