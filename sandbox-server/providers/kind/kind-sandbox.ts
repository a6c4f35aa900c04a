import { randomBytes } from 'node:crypto'
import { KindlabError } from '#protocol/errors.ts'
import type { NodeId } from '#protocol/node-id.ts'
import type { ExecOptions, ExecResult, OpenTerminalOptions, Sandbox, SandboxNode } from '#server/providers/provider.ts'
import { waitFor } from '#server/providers/wait-for.ts'
import { hangUpAttachment, hangUpStrays } from './attachments.ts'
import { DockerTerminal } from './docker-terminal.ts'
import type { Engine } from './engine.ts'
import { execInNode } from './exec.ts'
import { attachArgv, endShell, listShells, readFacts, shellInfo, type NodeExec, type ShellInfo } from './labsh.ts'

/** A node with its container. */
export interface KindNode extends SandboxNode {
  containerId: string
}

const SHELL_START_DEADLINE_MS = 5_000

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
    const before = await shellInfo(exec, terminal)
    if (before !== undefined) await hangUpStrays(exec, terminal)
    const token = randomBytes(8).toString('hex')
    const running = await this.#engine.startExec(this.#containerOf(node), {
      argv: [...attachArgv(terminal), token],
      env: {},
      tty: { cols, rows },
    })
    try {
      const info = before ?? (await startedShell(exec, terminal))
      return new DockerTerminal({
        ...info,
        exec: running,
        isReattached: before !== undefined,
        isShellRunning: async () => (await shellInfo(exec, terminal))?.shellPid === info.shellPid,
        // What stays behind is removed when the terminal is opened again; a node that does not answer must not hold up the leaving.
        hangUp: () => hangUpAttachment(exec, terminal, token).catch(() => undefined),
        endShell: () => ignoreGone(endShell(exec, terminal)),
      })
    } catch (error) {
      running.stream.destroy()
      throw error
    }
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

async function startedShell(exec: NodeExec, terminal: string): Promise<ShellInfo> {
  try {
    return await waitFor({
      name: `shell ${terminal} running`,
      deadlineMs: SHELL_START_DEADLINE_MS,
      pauseMs: 50,
      observe: async () => {
        const info = await shellInfo(exec, terminal)
        return info === undefined ? { isDone: false, last: 'no shell' } : { isDone: true, value: info }
      },
    })
  } catch (error) {
    if (error instanceof KindlabError) throw error
    const detail = error instanceof Error ? error.message : terminal
    throw new KindlabError('terminal.failed', { detail, cause: error })
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
