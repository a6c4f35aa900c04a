import type { Labs } from '#server/labs/labs.ts'
import type { LiveLab } from '#server/labs/live-lab.ts'
import type { FakeContainer } from '#server/providers/kind/fake-engine.ts'
import { objectName } from '#server/providers/kind/labels.ts'
import type { SimulatedMachine } from './simulated-machine.ts'
import { LESSON } from './simulated-server.ts'

/** An operation of the learner ann. The simulation ignores the response, because the server may be killed before it responds. */
export interface Operation {
  name: string
  /** Default 0. */
  poolSize?: number
  /** Brings the machine to the start of the operation. */
  prepare: (machine: SimulatedMachine) => Promise<void>
  start: (machine: SimulatedMachine) => void
  /** Whether the operation has completed. */
  isDone: (machine: SimulatedMachine) => boolean
}

export function labState(machine: SimulatedMachine, learner: string): string | undefined {
  return machine.server.labs.ofLearner(learner)?.lab.state
}

const RETRY_AFTER_MS = 20_000

/** Starts or resumes the lab, and retries a refused or failed request as a learner does. */
export async function startLab(machine: SimulatedMachine, learner: string): Promise<void> {
  const isReady = () => labState(machine, learner) === 'ready'
  for (let tries = 0; tries < 8 && !isReady(); tries += 1) {
    if (labState(machine, learner) === 'kept') sendForLab(machine, learner, (labs, live) => labs.resume(live))
    else send(machine, (labs) => labs.create(learner, LESSON))
    await machine.runWhile(() => !isReady(), RETRY_AFTER_MS)
  }
  if (!isReady()) throw new Error(`the lab of ${learner} is ${labState(machine, learner)}`)
}

export async function endLab(machine: SimulatedMachine, learner: string): Promise<void> {
  sendForLab(machine, learner, (labs, live) => labs.end(live, 'learner'))
  await machine.runWhile(() => labState(machine, learner) !== undefined, 60_000)
}

export function containersOf(machine: SimulatedMachine, learner: string): FakeContainer[] {
  const network = objectName(machine.server.labs.ofLearner(learner)?.lab.sandboxId ?? '')
  return [...machine.docker.objects.containers.values()].filter(({ node }) => node?.network === network)
}

/** Sends a request and ignores its result. */
function send(machine: SimulatedMachine, request: (labs: Labs) => Promise<unknown>): void {
  request(machine.server.labs).catch(() => undefined)
}

function sendForLab(
  machine: SimulatedMachine,
  learner: string,
  request: (labs: Labs, live: LiveLab) => Promise<unknown>,
): void {
  const live = machine.server.labs.ofLearner(learner)
  if (live === undefined) throw new Error(`${learner} has no lab`)
  send(machine, (labs) => request(labs, live))
}

const isReady = (machine: SimulatedMachine) => labState(machine, 'ann') === 'ready'
const hasSeats = (machine: SimulatedMachine, count: number) => machine.server.labs.status().taken === count
const isPoolFull = (machine: SimulatedMachine) => machine.server.labs.status().pooled === 1

export const OPERATIONS: readonly Operation[] = [
  {
    name: 'create',
    prepare: async () => undefined,
    start: (machine) => send(machine, (labs) => labs.create('ann', LESSON)),
    isDone: (machine) => isReady(machine),
  },
  {
    name: 'end during create',
    prepare: async (machine) => {
      send(machine, (labs) => labs.create('ann', LESSON))
      await machine.runWhile(() => containersOf(machine, 'ann').length === 0, 60_000)
    },
    start: (machine) => sendForLab(machine, 'ann', (labs, live) => labs.end(live, 'learner')),
    isDone: (machine) => labState(machine, 'ann') === undefined && hasSeats(machine, 1),
  },
  {
    name: 'reset',
    prepare: (machine) => startLab(machine, 'ann'),
    start: (machine) => sendForLab(machine, 'ann', (labs, live) => labs.reset(live, 1)),
    isDone: (machine) => isReady(machine) && hasSeats(machine, 2),
  },
  {
    name: 'suspend',
    /** Waits until just before the first round of checks. */
    prepare: async (machine) => {
      await startLab(machine, 'ann')
      await machine.pass(999)
    },
    start: (machine) => sendForLab(machine, 'ann', (labs, live) => labs.keep(live)),
    isDone: (machine) => labState(machine, 'ann') === 'kept' && hasSeats(machine, 1),
  },
  {
    name: 'resume',
    prepare: async (machine) => {
      await startLab(machine, 'ann')
      sendForLab(machine, 'ann', (labs, live) => labs.keep(live))
      await machine.runWhile(() => !hasSeats(machine, 1), 60_000)
    },
    start: (machine) => sendForLab(machine, 'ann', (labs, live) => labs.resume(live)),
    isDone: (machine) => isReady(machine),
  },
  {
    name: 'end',
    prepare: (machine) => startLab(machine, 'ann'),
    start: (machine) => sendForLab(machine, 'ann', (labs, live) => labs.end(live, 'learner')),
    isDone: (machine) => labState(machine, 'ann') === undefined && hasSeats(machine, 1),
  },
  {
    name: 'claim',
    poolSize: 1,
    /** The pool holds a member because bob, who has a lab, may reset it. */
    prepare: (machine) => machine.runWhile(() => !isPoolFull(machine), 120_000),
    start: (machine) => send(machine, (labs) => labs.create('ann', LESSON)),
    /** The pool has replaced the claimed member. */
    isDone: (machine) => isReady(machine) && hasSeats(machine, 3) && isPoolFull(machine),
  },
  {
    name: 'reconcile',
    /** Kills the server during the boot of one lab and the end of another. */
    prepare: async (machine) => {
      await startLab(machine, 'cyd')
      sendForLab(machine, 'cyd', (labs, live) => labs.end(live, 'learner'))
      send(machine, (labs) => labs.create('ann', LESSON))
      await machine.runWhile(() => containersOf(machine, 'ann').length === 0, 60_000)
      machine.server.kill()
    },
    start: () => undefined,
    isDone: (machine) => isReady(machine) && hasSeats(machine, 2),
  },
]
