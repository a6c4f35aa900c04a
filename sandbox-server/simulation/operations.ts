import type { LabRegistry } from '#server/labs/lab-registry.ts'
import type { LiveLab } from '#server/labs/live-lab.ts'
import type { FakeContainer } from '#server/providers/kind/fake-engine.ts'
import { objectName } from '#server/providers/kind/labels.ts'
import type { SimulatedMachine } from './simulated-machine.ts'
import { LESSON } from './simulated-server.ts'

/** What a learner, ann, does while something goes wrong. Nobody waits for the answer: the server that was asked may be dead. */
export interface Operation {
  name: string
  /** 0 unless it is said. */
  poolSize?: number
  /** Brings the machine to where it begins. */
  prepare: (machine: SimulatedMachine) => Promise<void>
  begin: (machine: SimulatedMachine) => void
  /** Without a fault it has come to its end. */
  isDone: (machine: SimulatedMachine) => boolean
}

export function labState(machine: SimulatedMachine, learner: string): string | undefined {
  return machine.server.registry.ofLearner(learner)?.lab.state
}

const ASKED_AGAIN_AFTER_MS = 20_000

/** Asks as a learner does who is refused, or sees that it failed: again. */
export async function startLab(machine: SimulatedMachine, learner: string): Promise<void> {
  const isReady = () => labState(machine, learner) === 'ready'
  for (let tries = 0; tries < 8 && !isReady(); tries += 1) {
    if (labState(machine, learner) === 'kept')
      askAboutLab(machine, learner, (registry, live) => registry.kept.resume(live))
    else ask(machine, (registry) => registry.create(learner, LESSON))
    // oxlint-disable-next-line no-await-in-loop -- one try after the other
    await machine.runWhile(() => !isReady(), ASKED_AGAIN_AFTER_MS)
  }
  if (!isReady()) throw new Error(`the lab of ${learner} is ${labState(machine, learner)}`)
}

export async function endLab(machine: SimulatedMachine, learner: string): Promise<void> {
  askAboutLab(machine, learner, (registry, live) => registry.end(live, 'learner'))
  await machine.runWhile(() => labState(machine, learner) !== undefined, 60_000)
}

export function containersOf(machine: SimulatedMachine, learner: string): FakeContainer[] {
  const network = objectName(machine.server.registry.ofLearner(learner)?.lab.sandboxId ?? '')
  return [...machine.docker.objects.containers.values()].filter(({ node }) => node?.network === network)
}

/** A refusal is an answer. */
function ask(machine: SimulatedMachine, request: (registry: LabRegistry) => Promise<unknown>): void {
  request(machine.server.registry).catch(() => undefined)
}

function askAboutLab(
  machine: SimulatedMachine,
  learner: string,
  request: (registry: LabRegistry, live: LiveLab) => Promise<unknown>,
): void {
  const live = machine.server.registry.ofLearner(learner)
  if (live === undefined) throw new Error(`${learner} has no lab`)
  ask(machine, (registry) => request(registry, live))
}

const isReady = (machine: SimulatedMachine) => labState(machine, 'ann') === 'ready'
const hasSeats = (machine: SimulatedMachine, count: number) => machine.server.registry.status().taken === count
const isPoolFull = (machine: SimulatedMachine) => machine.server.registry.status().pooled === 1

export const OPERATIONS: readonly Operation[] = [
  {
    name: 'create',
    prepare: async () => undefined,
    begin: (machine) => ask(machine, (registry) => registry.create('ann', LESSON)),
    isDone: (machine) => isReady(machine),
  },
  {
    name: 'create and leave',
    prepare: async (machine) => {
      ask(machine, (registry) => registry.create('ann', LESSON))
      await machine.runWhile(() => containersOf(machine, 'ann').length === 0, 60_000)
    },
    begin: (machine) => askAboutLab(machine, 'ann', (registry, live) => registry.end(live, 'learner')),
    isDone: (machine) => labState(machine, 'ann') === undefined && hasSeats(machine, 1),
  },
  {
    name: 'reset',
    prepare: (machine) => startLab(machine, 'ann'),
    begin: (machine) => askAboutLab(machine, 'ann', (registry, live) => registry.reset(live, 1)),
    isDone: (machine) => isReady(machine) && hasSeats(machine, 2),
  },
  {
    name: 'keep',
    /** The first round of checks is about to begin. */
    prepare: async (machine) => {
      await startLab(machine, 'ann')
      await machine.pass(999)
    },
    begin: (machine) => askAboutLab(machine, 'ann', (registry, live) => registry.kept.keep(live)),
    isDone: (machine) => labState(machine, 'ann') === 'kept' && hasSeats(machine, 1),
  },
  {
    name: 'resume',
    prepare: async (machine) => {
      await startLab(machine, 'ann')
      askAboutLab(machine, 'ann', (registry, live) => registry.kept.keep(live))
      await machine.runWhile(() => !hasSeats(machine, 1), 60_000)
    },
    begin: (machine) => askAboutLab(machine, 'ann', (registry, live) => registry.kept.resume(live)),
    isDone: (machine) => isReady(machine),
  },
  {
    name: 'end',
    prepare: (machine) => startLab(machine, 'ann'),
    begin: (machine) => askAboutLab(machine, 'ann', (registry, live) => registry.end(live, 'learner')),
    isDone: (machine) => labState(machine, 'ann') === undefined && hasSeats(machine, 1),
  },
  {
    name: 'claim',
    poolSize: 1,
    /** The pool has one for bob, who has a lab and may want a fresh cluster. */
    prepare: (machine) => machine.runWhile(() => !isPoolFull(machine), 120_000),
    begin: (machine) => ask(machine, (registry) => registry.create('ann', LESSON)),
    /** The pool has filled up behind her. */
    isDone: (machine) => isReady(machine) && hasSeats(machine, 3) && isPoolFull(machine),
  },
  {
    name: 'reconcile',
    /** A lab whose boot was cut, and one whose end was. */
    prepare: async (machine) => {
      await startLab(machine, 'cyd')
      askAboutLab(machine, 'cyd', (registry, live) => registry.end(live, 'learner'))
      ask(machine, (registry) => registry.create('ann', LESSON))
      await machine.runWhile(() => containersOf(machine, 'ann').length === 0, 60_000)
      machine.server.kill()
    },
    begin: () => undefined,
    isDone: (machine) => isReady(machine) && hasSeats(machine, 2),
  },
]
