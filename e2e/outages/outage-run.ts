import assert from 'node:assert/strict'
import { type KindlabServer, startKindlabServer } from '../kindlab-server.ts'
import { listNodes, waitForInventory, waitForRunningNodes } from './docker-inventory.ts'
import { LearnerClient } from './learner-client.ts'
import type { Operation } from './interrupted-operations.ts'
import type { PrivateDocker } from './private-docker.ts'

/** A learner whose ready lab no fault may change. */
interface Neighbour {
  learner: LearnerClient
  labId: string
  nodes: readonly string[]
}

interface Interrupted {
  operation: Operation
  learner: LearnerClient
  /** State of the lab before the operation. */
  state: string | undefined
  /** Nodes of the lab before the operation. */
  nodes: readonly string[]
}

/** One server with a neighbour, and with one learner for each operation that a fault interrupts. */
export class OutageRun implements AsyncDisposable {
  readonly server: KindlabServer
  readonly #docker: PrivateDocker
  readonly #operations: readonly Operation[]
  #neighbour: Neighbour | undefined
  #interrupted: readonly Interrupted[] = []

  private constructor(docker: PrivateDocker, server: KindlabServer, operations: readonly Operation[]) {
    this.#docker = docker
    this.server = server
    this.#operations = operations
  }

  static async open(docker: PrivateDocker, nodeImage: string, operations: readonly Operation[]): Promise<OutageRun> {
    const env = { DOCKER_HOST: docker.host, KINDLAB_NODE_IMAGE: nodeImage, KINDLAB_FREEZE_SECONDS: '0' }
    return new OutageRun(docker, await startKindlabServer(env), operations)
  }

  /** Brings one new learner to the start of each operation. A learner is not reused: the server limits labs per learner and hour. */
  async prepare(): Promise<void> {
    this.#neighbour ??= await this.#addNeighbour()
    this.#interrupted = await Promise.all(
      this.#operations.map(async (operation) => {
        const learner = await LearnerClient.join(this.server.origin)
        await operation.prepare(learner)
        const lab = await learner.lab()
        const nodes = lab === null ? [] : await listNodes(this.#docker, lab.id, 'all')
        return { operation, learner, state: lab?.state, nodes }
      }),
    )
    const count = (state: string): number => this.#interrupted.filter((one) => one.state === state).length
    await waitForInventory(this.#docker, this.server, { ready: 1 + count('ready'), kept: count('kept') })
  }

  /** Starts the operations whose `isHeld` has this value. */
  async startOperations(isHeld: boolean): Promise<void> {
    const selected = this.#interrupted.filter(({ operation }) => operation.isHeld === isHeld)
    await Promise.all(selected.map(({ operation, learner }) => operation.start(learner)))
  }

  /** Waits until the server reports to the neighbour's page that Docker does not answer. */
  async waitUntilDetected(): Promise<void> {
    assert.ok(this.#neighbour)
    await this.#neighbour.learner.waitForLab(
      'the server reports that Docker is away',
      (lab) => lab?.state === 'ready' && lab.isEngineAway === true,
    )
  }

  /** Checks after a fault, for each operation, that its learner and then the whole server recover. At the end only the neighbour has a lab. */
  checkRecovery(): Map<Operation, Promise<unknown>> {
    const recovered = this.#interrupted.map((interrupted) => this.#checkLearner(interrupted))
    const settled = Promise.allSettled(recovered).then(() => this.#checkServer())
    return new Map(
      this.#interrupted.map(({ operation }, index) => [operation, Promise.all([recovered[index], settled])] as const),
    )
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server[Symbol.asyncDispose]()
  }

  async #addNeighbour(): Promise<Neighbour> {
    const learner = await LearnerClient.join(this.server.origin)
    const { id: labId } = await learner.getReadyLab()
    return { learner, labId, nodes: await listNodes(this.#docker, labId, 'all') }
  }

  async #checkLearner({ operation, learner, nodes }: Interrupted): Promise<void> {
    const { id } = await learner.getReadyLab()
    if (operation.keepsCluster) await waitForRunningNodes(this.#docker, id, nodes)
  }

  async #checkServer(): Promise<void> {
    assert.ok(this.#neighbour)
    const { learner, labId, nodes } = this.#neighbour
    try {
      assert.equal((await learner.getReadyLab()).id, labId)
      await waitForRunningNodes(this.#docker, labId, nodes)
      await waitForInventory(this.#docker, this.server, { ready: 1 + this.#interrupted.length, kept: 0 })
    } finally {
      await Promise.all(this.#interrupted.map((interrupted) => interrupted.learner.request('end')))
    }
    await waitForInventory(this.#docker, this.server, { ready: 1, kept: 0 })
  }
}
