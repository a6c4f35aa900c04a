import type { Classroom } from './classroom.ts'
import { untilNothingElse } from './docker-ledger.ts'
import type { Fault } from './faults.ts'
import type { Operation } from './operations.ts'
import type { PrivateDocker } from './private-docker.ts'
import { holdNodes, releaseNodes } from './stub-image.ts'

/** How it goes with each operation that was struck. */
export type Cells = ReadonlyMap<Operation, Promise<unknown>>

/** Begins everything in all classrooms, strikes, and resolves when all is in order again, or will not be. */
export async function playRound(docker: PrivateDocker, rooms: readonly Classroom[], fault: Fault): Promise<Cells> {
  await inAll(rooms, (room) => room.prepare())
  try {
    await holdNodes(docker)
    await inAll(rooms, (room) => room.begin(true))
    await inAll(rooms, (room) => room.begin(false))
    await fault.strike({
      docker,
      servers: rooms.map(({ server }) => server),
      untilNoticed: () => inAll(rooms, (room) => room.untilNoticed()),
      release: () => releaseNodes(docker),
    })
  } finally {
    await releaseNodes(docker)
  }
  const recovered = rooms.flatMap((room) => [...room.recover()])
  const settled = Promise.allSettled(recovered.map(([, outcome]) => outcome))
  const nothingElse = settled.then(() => untilNothingElse(docker, rooms.length))
  const cells = new Map(recovered.map(([operation, outcome]) => [operation, Promise.all([outcome, nothingElse])]))
  await Promise.allSettled(cells.values())
  return cells
}

async function inAll(rooms: readonly Classroom[], work: (room: Classroom) => Promise<void>): Promise<void> {
  await Promise.all(rooms.map(work))
}
