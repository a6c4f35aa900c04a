import { randomBytes } from 'node:crypto'
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { NodeId } from '#protocol/node-id.ts'
import type { ExecOptions, ExecResult, OpenTerminalOptions, Sandbox, SandboxNode } from '#server/providers/provider.ts'
import { readAttachHeader } from './attach-header.ts'
import { DockerTerminal } from './docker-terminal.ts'
import type { ContainerRef, Engine } from './engine.ts'
import { execInNode } from './exec.ts'
import { KIND_LABEL, NODE_NAME_LABEL } from './labels.ts'
import {
  attachArgv,
  endShell,
  hangUpAttachment,
  listShells,
  readFacts,
  readShellNonce,
  type NodeExec,
} from './labsh.ts'

export interface KindNode extends SandboxNode {
  containerId: string
}

/** Lists the nodes of a kind cluster, the control plane first. */
export async function listNodes(engine: Engine, cluster: string): Promise<KindNode[]> {
  const containers = await engine.listContainers({ [KIND_LABEL.cluster]: cluster })
  return containers.map(toNode).toSorted((left, right) => left.id.localeCompare(right.id))
}

function toNode({ id, name, labels }: ContainerRef): KindNode {
  const nodeId: NodeId = labels[KIND_LABEL.role] === 'control-plane' ? 'control-plane' : 'worker'
  return { id: nodeId, name: labels[NODE_NAME_LABEL] ?? name, containerId: id }
}

/** A running cluster in Docker. The object holds no connection: all its state is in the containers. */
export class KindSandbox implements Sandbox {
  readonly id: string
  readonly nodes: readonly SandboxNode[]
  readonly #kindNodes: readonly KindNode[]
  readonly #engine: Engine

  constructor(id: string, nodes: readonly KindNode[], engine: Engine) {
    this.id = id
    this.nodes = nodes.map(({ id: nodeId, name }) => ({ id: nodeId, name }))
    this.#kindNodes = nodes
    this.#engine = engine
  }

  async exec(options: ExecOptions): Promise<ExecResult> {
    return execInNode(this.#engine, this.#containerOf(options.node), options)
  }

  async openTerminal({ node, terminal, cols, rows }: OpenTerminalOptions): Promise<DockerTerminal> {
    const exec = this.#execOn(node)
    const token = randomBytes(8).toString('hex')
    const attached = await this.#engine.startExec(this.#containerOf(node), {
      argv: attachArgv(terminal, token),
      env: {},
      tty: { cols, rows },
    })
    const header = await readAttachHeader(attached.stream, token)
    return new DockerTerminal({
      ...header,
      exec: attached,
      isShellRunning: async () => (await readShellNonce(exec, terminal)) === header.markNonce,
      // The next attachment removes leftovers as well, so that a node that does not answer cannot delay a detach.
      hangUp: () => hangUpAttachment(exec, terminal, token).catch(() => undefined),
      endShell: () => ignoreGone(endShell(exec, terminal)),
    })
  }

  async listTerminals(node: NodeId): Promise<string[]> {
    return listShells(this.#execOn(node))
  }

  async facts(): Promise<Readonly<Record<string, string>>> {
    return readFacts(this.#execOn('control-plane'))
  }

  #execOn(node: NodeId): NodeExec {
    return (options) => this.exec({ node, ...options })
  }

  #containerOf(node: NodeId): string {
    const found = this.#kindNodes.find(({ id }) => id === node)
    if (found === undefined) throw new KindlabError('sandbox.gone', { detail: `${this.id} has no node ${node}` })
    return found.containerId
  }
}

/** When the node is gone, its shells have ended. */
async function ignoreGone(work: Promise<void>): Promise<void> {
  try {
    await work
  } catch (error) {
    if (!(error instanceof KindlabError) || error.code !== 'sandbox.gone') throw error
  }
}
