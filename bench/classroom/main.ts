/** `./kindlab bench classroom`: 100 simulated learners and 5 instructors on one server, and what they cost a terminal. */
import { readFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { loadCourse } from '#course/load.ts'
import { readEnvironment } from '#scripts/environment.ts'
import { describeMachine } from '#scripts/setup/machine.ts'
import { writeSection } from '../benchmarks-page.ts'
import { measureEcho } from '../terminal/measure-echo.ts'
import type { Wire } from '../terminal/measured-terminal.ts'
import { residentMiB } from '../terminal/measure-memory.ts'
import { Product } from '../terminal/product.ts'
import { ChangeLoad, type StepName } from './change-load.ts'
import { addClass, type ClassOfBench, openClassSocket } from './people.ts'
import { type ClassroomResults, renderReport } from './report.ts'

const LEARNERS = 100
const INSTRUCTORS = 5
/** Each learner changes a step every five seconds. */
const CHANGE_PAUSE_MS = 50
const KEYS = 400
const LOAD_MS = 30_000
const SETTLE_MS = 3_000
/** Of the kernel's counters of processor time. */
const TICKS_PER_SECOND = 100

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '3' } } })
const rounds = Number(values.rounds)
const machine = await describeMachine(readEnvironment())
await using stack = new AsyncDisposableStack()
const product = stack.use(await Product.start({ KINDLAB_PROVIDER: 'local' }))
const wire = stack.use(await product.openWire())
const pid = product.serverPid
const steps = await stepsWithHints()
const before = await residentMiB(pid)
const people = await addClass(product.server, { learners: LEARNERS, instructors: INSTRUCTORS })
say(`${people.learners.length} learners and ${people.instructors.length} instructors are in the class`)

const load = new ChangeLoad(people.learners, steps, INSTRUCTORS)
const results: ClassroomResults = {
  host: `${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB`,
  date: new Date().toISOString().slice(0, 10),
  learners: LEARNERS,
  instructors: INSTRUCTORS,
  rounds,
  ...(await measure(people, wire)),
}
const report = renderReport(results)
await writeSection(join(machine.checkout, 'docs', 'benchmarks.md'), 'classroom', report)
process.stdout.write(`${report}\n`)

/** The echo without and with the load, in turn. */
async function measure({ learners, instructors, classId }: ClassOfBench, terminal: Wire) {
  const quietEchoMs: number[] = []
  const loadedEchoMs: number[] = []
  let connected = 0
  let cpuSeconds = 0
  let loadSeconds = 0
  for (let round = 1; round <= rounds; round++) {
    quietEchoMs.push(...(await measureEcho(terminal, KEYS)))
    await using pages = new AsyncDisposableStack()
    for (const [page, instructor] of instructors.entries()) {
      pages.use(await openClassSocket(instructor, classId, (text, at) => load.receive(page, text, at)))
    }
    for (const learner of learners) pages.use(await openClassSocket(learner, classId))
    await sleep(SETTLE_MS)
    if (round === 1) connected = await residentMiB(pid)
    const [startedAt, cpuBefore] = [performance.now(), await usedSeconds()]
    const running = load.run(CHANGE_PAUSE_MS, AbortSignal.timeout(LOAD_MS))
    loadedEchoMs.push(...(await measureEcho(terminal, KEYS)))
    await running
    loadSeconds += (performance.now() - startedAt) / 1_000
    cpuSeconds += (await usedSeconds()) - cpuBefore
    say(`round ${round}: ${load.changes} changes so far, ${load.boards} maps received`)
  }
  return {
    quietEchoMs,
    loadedEchoMs,
    updateMs: load.tookMs,
    changes: load.changes,
    changesPerSecond: load.changes / loadSeconds,
    largestBoardBytes: load.largestBoardBytes,
    serverCpu: (100 * cpuSeconds) / loadSeconds,
    memoryMiB: { before, connected, after: await residentMiB(pid) },
  }
}

/** Processor time of the server until now. */
async function usedSeconds(): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
  // The name of the program can have spaces; the counters follow it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
}

async function stepsWithHints(): Promise<StepName[]> {
  const { modules } = await loadCourse(join(machine.checkout, 'content'))
  return modules
    .flatMap(({ lessons }) => lessons)
    .filter(({ exam }) => exam === undefined)
    .flatMap(({ moduleId: module, id: lesson, steps: all }) =>
      all.filter(({ hints }) => hints.length > 0).map(({ id: step }) => ({ module, lesson, step })),
    )
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}
