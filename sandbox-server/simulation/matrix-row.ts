/** A worker thread of `fault-matrix.test.ts`. It runs one operation with every possible fault at each of its steps. */
import assert from 'node:assert/strict'
import { parentPort, workerData } from 'node:worker_threads'
import * as z from 'zod'
import { canOccur, type Fault, FAULTS, type Step } from './fault-plan.ts'
import { findViolations } from './find-violations.ts'
import { containersOf, endLab, OPERATIONS, type Operation, startLab } from './operations.ts'
import { SimulatedMachine } from './simulated-machine.ts'
import { addForeignObjects } from './foreign-objects.ts'

/** Longer than any outage and the reconciliation after it. Most violations are resolved by then. */
const OUTAGE_MS = 240_000
/** The reconciler removes an orphan only after ten minutes. After this time no violation is acceptable. */
const GRACE_MS = 660_000

const { name, seed } = z.object({ name: z.string(), seed: z.int() }).parse(workerData)
const row = OPERATIONS.find((operation) => operation.name === name)
if (row === undefined) throw new Error(`there is no operation ${name}`)
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
parentPort?.postMessage(await tryRow(row))

/** Returns the violations of all cells, and the number of cells. A cell is one fault at one step. */
async function tryRow(operation: Operation): Promise<{ cells: number; failures: string[] }> {
  const failures: string[] = []
  let cells = 0
  for (const [at, step] of (await listSteps(operation)).entries()) {
    for (const fault of FAULTS.filter((each) => canOccur(each, step))) {
      cells += 1
      const found = await tryCell(operation, at, fault).catch((error: unknown) => [String(error)])
      failures.push(...found.map((what) => `${fault} at step ${at} (${step.name}): ${what}`))
    }
  }
  return { cells, failures }
}

/** Opens a machine with foreign objects and a lab of bob's, on which ann is about to start the operation. */
async function openMachine(operation: Operation): Promise<SimulatedMachine> {
  const machine = await SimulatedMachine.open({ seed, poolSize: operation.poolSize ?? 0 })
  addForeignObjects(machine.docker.objects)
  await startLab(machine, 'bob')
  await operation.prepare(machine)
  return machine
}

/** Lists the steps of an operation without a fault. */
async function listSteps(operation: Operation): Promise<readonly Step[]> {
  await using machine = await openMachine(operation)
  machine.plan.start()
  operation.start(machine)
  await machine.runWhile(() => !operation.isDone(machine), OUTAGE_MS)
  assert.ok(operation.isDone(machine), `${operation.name} completes without a fault`)
  return machine.plan.steps
}

/** Runs the operation with one fault, and returns the violations. */
async function tryCell(operation: Operation, at: number, fault: Fault): Promise<string[]> {
  await using machine = await openMachine(operation)
  const neighbour = containersOf(machine, 'bob')
  assert.equal(neighbour.length, 2)
  machine.plan.start({ at, fault })
  operation.start(machine)
  await machine.pass(OUTAGE_MS)
  machine.plan.stop()
  if ((await findViolations(machine)).length > 0) await machine.pass(GRACE_MS)
  const violations = await findViolations(machine)
  const isTouched = neighbour.some((node, index) => containersOf(machine, 'bob')[index] !== node)
  if (isTouched) violations.push("bob's nodes were replaced")

  // After any fault ann gets a lab, and no object is left once all labs have ended.
  await startLab(machine, 'ann')
  for (const learner of ['ann', 'bob']) {
    await endLab(machine, learner)
  }
  // Without recent visitors the pool drains.
  if (operation.poolSize !== undefined) await machine.pass(OUTAGE_MS)
  return [...violations, ...(await findViolations(machine))]
}
