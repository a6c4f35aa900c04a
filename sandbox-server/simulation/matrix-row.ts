/** A thread of `fault-matrix.test.ts`: one operation, and everything that can go wrong at each of its steps. */
import assert from 'node:assert/strict'
import { parentPort, workerData } from 'node:worker_threads'
import * as z from 'zod'
import { canHappen, type Fault, FAULTS, type Step } from './fault-plan.ts'
import { findViolations } from './find-violations.ts'
import { containersOf, endLab, OPERATIONS, type Operation, startLab } from './operations.ts'
import { SimulatedMachine } from './simulated-machine.ts'
import { addStrangers } from './strangers.ts'

/** Longer than any outage and the looks after it: mostly everything is in order then. */
const OUTAGE_MS = 240_000
/** After this everything is: a stray sandbox is given ten minutes, and time for a look or two. */
const GRACE_MS = 660_000

const { name, seed } = z.object({ name: z.string(), seed: z.int() }).parse(workerData)
const row = OPERATIONS.find((operation) => operation.name === name)
if (row === undefined) throw new Error(`there is no operation ${name}`)
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
parentPort?.postMessage(await tryRow(row))

/** A line for each cell in which something is not in order, and how many cells there are. */
async function tryRow(operation: Operation): Promise<{ cells: number; failures: string[] }> {
  const failures: string[] = []
  let cells = 0
  for (const [at, step] of (await listSteps(operation)).entries()) {
    for (const fault of FAULTS.filter((each) => canHappen(each, step))) {
      cells += 1
      // oxlint-disable-next-line no-await-in-loop -- side by side they would not be faster
      const found = await tryCell(operation, at, fault).catch((error: unknown) => [String(error)])
      failures.push(...found.map((what) => `${fault} at step ${at} (${step.name}): ${what}`))
    }
  }
  return { cells, failures }
}

/** A machine on which bob has a lab, others have something too, and ann is about to do what the operation is. */
async function openMachine(operation: Operation): Promise<SimulatedMachine> {
  const machine = await SimulatedMachine.open({ seed, poolSize: operation.poolSize ?? 0 })
  addStrangers(machine.docker.objects)
  await startLab(machine, 'bob')
  await operation.prepare(machine)
  return machine
}

/** The steps of an operation in which nothing goes wrong. */
async function listSteps(operation: Operation): Promise<readonly Step[]> {
  await using machine = await openMachine(operation)
  machine.plan.begin()
  operation.begin(machine)
  await machine.runWhile(() => !operation.isDone(machine), OUTAGE_MS)
  assert.ok(operation.isDone(machine), `${operation.name} is done when nothing goes wrong`)
  return machine.plan.steps
}

/** What is not in order after something went wrong at a step. */
async function tryCell(operation: Operation, at: number, fault: Fault): Promise<string[]> {
  await using machine = await openMachine(operation)
  const neighbour = containersOf(machine, 'bob')
  assert.equal(neighbour.length, 2)
  machine.plan.begin({ at, fault })
  operation.begin(machine)
  await machine.pass(OUTAGE_MS)
  machine.plan.end()
  if ((await findViolations(machine)).length > 0) await machine.pass(GRACE_MS)
  const violations = await findViolations(machine)
  const isTouched = neighbour.some((node, index) => containersOf(machine, 'bob')[index] !== node)
  if (isTouched) violations.push("bob's nodes are others than before")

  // Whatever it was, ann gets a lab afterwards, and nothing is left when everybody has gone.
  await startLab(machine, 'ann')
  for (const learner of ['ann', 'bob']) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await endLab(machine, learner)
  }
  // Nobody is about: the pool lets go of what it has.
  if (operation.poolSize !== undefined) await machine.pass(OUTAGE_MS)
  return [...violations, ...(await findViolations(machine))]
}
