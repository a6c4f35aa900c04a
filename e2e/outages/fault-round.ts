import { waitForNoOtherObjects } from './docker-inventory.ts'
import type { Fault } from './faults.ts'
import type { Operation } from './interrupted-operations.ts'
import type { OutageRun } from './outage-run.ts'
import type { PrivateDocker } from './private-docker.ts'
import { holdNodes, releaseNodes } from './stub-image.ts'

/** The recovery of each interrupted operation. */
export type Recoveries = ReadonlyMap<Operation, Promise<unknown>>

/** Starts all operations on all servers, injects the fault, and resolves when every recovery has succeeded or failed. */
export async function injectIntoAll(
  docker: PrivateDocker,
  runs: readonly OutageRun[],
  fault: Fault,
): Promise<Recoveries> {
  await forEach(runs, (run) => run.prepare())
  try {
    await holdNodes(docker)
    await forEach(runs, (run) => run.startOperations(true))
    await forEach(runs, (run) => run.startOperations(false))
    await fault.inject({
      docker,
      servers: runs.map(({ server }) => server),
      waitUntilDetected: () => forEach(runs, (run) => run.waitUntilDetected()),
      release: () => releaseNodes(docker),
    })
  } finally {
    await releaseNodes(docker)
  }
  const recovered = runs.flatMap((run) => [...run.checkRecovery()])
  const settled = Promise.allSettled(recovered.map(([, outcome]) => outcome))
  const nothingElse = settled.then(() => waitForNoOtherObjects(docker, runs.length))
  const recoveries = new Map(recovered.map(([operation, outcome]) => [operation, Promise.all([outcome, nothingElse])]))
  await Promise.allSettled(recoveries.values())
  return recoveries
}

async function forEach(runs: readonly OutageRun[], work: (run: OutageRun) => Promise<void>): Promise<void> {
  await Promise.all(runs.map(work))
}
