import { randomBytes } from 'node:crypto'
import { KindlabError } from '#protocol/errors.ts'
import type { NodeId } from '#protocol/node-id.ts'
import type { ExecOptions, ExecResult, OpenTerminalOptions, Sandbox, SandboxNode } from '#server/providers/provider.ts'
import { readAnnouncement } from './announcement.ts'
import { hangUpAttachment } from './attachments.ts'
import { DockerTerminal } from './docker-terminal.ts'
import type { Engine } from './engine.ts'
import { execInNode } from './exec.ts'
import { attachArgv, endShell, listShells, readFacts, runningShell, type NodeExec } from './labsh.ts'

/** A node with its container. */
export interface KindNode extends SandboxNode {
  containerId: string
}

/** A running cluster in Docker. Holds nothing open: what it knows is in the containers. */
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
    const announcement = await readAnnouncement(attached.stream, token)
    return new DockerTerminal({
      ...announcement,
      exec: attached,
      isShellRunning: async () => (await runningShell(exec, terminal)) === announcement.markNonce,
      // What stays behind is removed when the terminal is opened again; a node that does not answer must not hold up the leaving.
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

/** A shell in a node that is gone has ended, too. */
async function ignoreGone(work: Promise<void>): Promise<void> {
  try {
    await work
  } catch (error) {
    if (!(error instanceof KindlabError) || error.code !== 'sandbox.gone') throw error
  }
}
