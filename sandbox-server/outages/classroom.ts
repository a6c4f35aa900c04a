import assert from 'node:assert/strict'
import { type KindlabServer, startKindlabServer } from '../../e2e/kindlab-server.ts'
import { listNodes, untilInOrder, untilRunning } from './docker-ledger.ts'
import { Learner } from './learner.ts'
import type { Operation } from './operations.ts'
import type { PrivateDocker } from './private-docker.ts'

interface Neighbour {
  learner: Learner
  labId: string
  nodes: readonly string[]
}

interface Struck {
  operation: Operation
  learner: Learner
  state: string | undefined
  /** Nodes of the cluster that there was before. */
  nodes: readonly string[]
}

/** One server with a neighbour who has a lab all the time, and a learner for each operation in which something strikes. */
export class Classroom implements AsyncDisposable {
  readonly server: KindlabServer
  readonly #docker: PrivateDocker
  readonly #operations: readonly Operation[]
  #neighbour: Neighbour | undefined
  #struck: readonly Struck[] = []

  private constructor(docker: PrivateDocker, server: KindlabServer, operations: readonly Operation[]) {
    this.#docker = docker
    this.server = server
    this.#operations = operations
  }

  static async open(docker: PrivateDocker, nodeImage: string, operations: readonly Operation[]): Promise<Classroom> {
    const env = { DOCKER_HOST: docker.host, KINDLAB_NODE_IMAGE: nodeImage }
    return new Classroom(docker, await startKindlabServer(env), operations)
  }

  /** Brings learners to where their operations begin: always others, because a server agrees to a few labs of each in an hour. */
  async prepare(): Promise<void> {
    this.#neighbour ??= await this.#settleNeighbour()
    this.#struck = await Promise.all(
      this.#operations.map(async (operation) => {
        const learner = await Learner.join(this.server.origin)
        await operation.prepare(learner)
        const lab = await learner.lab()
        const nodes = lab === null ? [] : await listNodes(this.#docker, lab.id, 'all')
        return { operation, learner, state: lab?.state, nodes }
      }),
    )
    const count = (state: string): number => this.#struck.filter((one) => one.state === state).length
    await untilInOrder(this.#docker, this.server, { ready: 1 + count('ready'), kept: count('kept') })
  }

  async begin(isHeld: boolean): Promise<void> {
    const now = this.#struck.filter(({ operation }) => operation.isHeld === isHeld)
    await Promise.all(now.map(({ operation, learner }) => operation.begin(learner)))
  }

  /** The page of somebody who has a lab says that Docker does not answer. */
  async untilNoticed(): Promise<void> {
    assert.ok(this.#neighbour)
    await this.#neighbour.learner.until(
      'told that Docker is away',
      (lab) => lab?.state === 'ready' && lab.isEngineAway === true,
    )
  }

  /** After it struck: for each operation how it goes with its learner, and then with all. Only the neighbour is left in the end. */
  recover(): Map<Operation, Promise<unknown>> {
    const recovered = this.#struck.map((struck) => this.#recoverOne(struck))
    const settled = Promise.allSettled(recovered).then(() => this.#settle())
    return new Map(
      this.#struck.map(({ operation }, index) => [operation, Promise.all([recovered[index], settled])] as const),
    )
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server[Symbol.asyncDispose]()
  }

  async #settleNeighbour(): Promise<Neighbour> {
    const learner = await Learner.join(this.server.origin)
    const { id: labId } = await learner.untilReady()
    return { learner, labId, nodes: await listNodes(this.#docker, labId, 'all') }
  }

  async #recoverOne({ operation, learner, nodes }: Struck): Promise<void> {
    const { id } = await learner.untilReady()
    if (operation.keepsCluster) await untilRunning(this.#docker, id, nodes)
  }

  async #settle(): Promise<void> {
    assert.ok(this.#neighbour)
    const { learner, labId, nodes } = this.#neighbour
    try {
      assert.equal((await learner.untilReady()).id, labId)
      await untilRunning(this.#docker, labId, nodes)
      await untilInOrder(this.#docker, this.server, { ready: 1 + this.#struck.length, kept: 0 })
    } finally {
      await Promise.all(this.#struck.map((struck) => struck.learner.ask('end')))
    }
    await untilInOrder(this.#docker, this.server, { ready: 1, kept: 0 })
  }
}
