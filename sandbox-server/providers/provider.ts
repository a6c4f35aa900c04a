/**
 * What the server needs of something that makes sandboxes. `labs`, `terminals` and `checks` know this file and no provider.
 * Every provider passes `provider-contract.ts`.
 */
import type { NodeId } from '#protocol/node-id.ts'
import type { HostFacts } from '#server/capacity/host-facts.ts'
import type { PhaseName } from '#protocol/views.ts'

export interface SandboxProvider {
  readonly name: 'kind' | 'local' | 'fake'
  /**
   * Makes a sandbox and returns once it is ready (nodes freshly Ready, DNS answers in a Pod). `onPhase` is called as each phase begins.
   * On failure or abort nothing of it is left behind. Repeating a create for an id that exists starts over.
   * @throws KindlabError `sandbox.boot_failed`, `sandbox.image_missing`, `docker.unavailable`, `lab.capacity`; on abort the signal's reason
   */
  create(spec: SandboxSpec, options: CreateOptions): Promise<Sandbox>
  /**
   * Every sandbox of this instance, ready or half made, read from labels: a restarted server finds everything again.
   * @throws KindlabError `docker.unavailable`. An error is never an empty list.
   */
  list(): Promise<SandboxRef[]>
  /** A handle on a sandbox that `list` named. @throws KindlabError `sandbox.gone` when a node of it is missing or not running. */
  open(id: SandboxId): Promise<Sandbox>
  /**
   * Stops every node of the sandbox, keeps what is on their disks, and returns once nothing of it uses memory or processors. Stopping what is stopped,
   * or gone, is a success.
   * @throws KindlabError `docker.unavailable`
   */
  suspend(id: SandboxId): Promise<void>
  /**
   * Starts the nodes of a suspended sandbox, and returns once they have reported in, or have had the time: a cluster that was broken on purpose
   * comes back broken. On failure or abort its disks stay as they were.
   * @throws KindlabError `sandbox.gone` when a node is missing, `docker.unavailable`; on abort the signal's reason
   */
  resume(id: SandboxId, options: CreateOptions): Promise<Sandbox>
  /** Removes every object of the sandbox and returns once they are confirmed gone. Removing what is gone is a success. */
  destroy(id: SandboxId): Promise<void>
  /** Resolves when the engine behind the provider answers. @throws KindlabError `docker.unavailable` */
  ping(): Promise<void>
  /** What decides how sandboxes turn out, the node image above all: one of another recipe is out of date. */
  recipe(): Promise<string>
  /**
   * What the machine under the sandboxes has, measured now; undefined when sandboxes take up nothing that could run out.
   * @throws KindlabError `docker.unavailable`
   */
  hostFacts(): Promise<HostFacts | undefined>
  /** The server ends: lets go of what cannot live without it, shells of `local` for one. Sandboxes that can, stay. */
  close(): Promise<void>
}

/** 16 lowercase hexadecimal digits, unique for ever; names of containers, networks and volumes are made from it. */
export type SandboxId = string

export interface SandboxSpec {
  id: SandboxId
  /** Control plane only, or control plane and one worker. */
  nodeCount: 1 | 2
  /** The lab it is made for, kept as a label so that a restarted server can put the two together; undefined for the pool. */
  labId: string | undefined
  generation: number
}

export interface CreateOptions {
  signal: AbortSignal
  onPhase: (phase: PhaseName) => void
}

export interface SandboxRef {
  id: SandboxId
  labId: string | undefined
  generation: number
  nodeCount: number
  /** False when a node is missing, stopped or was never fully made. */
  isComplete: boolean
  createdAtMs: number
}

export interface Sandbox {
  readonly id: SandboxId
  readonly nodes: readonly SandboxNode[]
  /**
   * Attaches to the shell `terminal` on a node, starting it if it does not run. The shell outlives the attachment.
   * @throws KindlabError `terminal.failed`, `sandbox.gone`, `docker.unavailable`
   */
  openTerminal(options: OpenTerminalOptions): Promise<Pty>
  /** Names of the terminals whose shells run on a node. */
  listTerminals(node: NodeId): Promise<string[]>
  /** Runs one command to its end. @throws KindlabError `exec.timeout` (the process is killed), `sandbox.gone`, `docker.unavailable`; on abort the signal's reason */
  exec(options: ExecOptions): Promise<ExecResult>
  /** Facts about this sandbox for checks and `<Fact>`, for example `KINDLAB_CNI`: see `docker/node/facts`. Names start with `KINDLAB_`. */
  facts(): Promise<Readonly<Record<string, string>>>
}

export interface SandboxNode {
  id: NodeId
  /** What `kubectl get nodes` shows. */
  name: string
}

export interface OpenTerminalOptions {
  node: NodeId
  /** Name within the sandbox, `[a-z0-9-]{1,32}`. */
  terminal: string
  cols: number
  rows: number
}

/** One attachment to one shell. */
export interface Pty {
  /**
   * Secret of this shell's OSC 133 marks: a mark without it was printed by a program, not by the prompt. Stays the same over attachments, and no
   * other shell has it.
   */
  readonly markNonce: string
  /** True when this attachment found a running shell rather than starting one. */
  readonly isReattached: boolean
  /** Called with each piece of output, in order, while not paused. At most one listener. */
  onData(listener: (bytes: Uint8Array) => void): void
  /** Stops reading: the kernel then holds the writing program. Real back-pressure, nothing is dropped. */
  pause(): void
  resume(): void
  write(bytes: Uint8Array): void
  /** Columns and rows are clamped by the caller. Asking before the start or after the end is harmless. */
  resize(size: { cols: number; rows: number }): Promise<void>
  /** Resolves once, after the last `onData`: the shell ended (exit code), or only the attachment was lost (`lost`). */
  readonly ended: Promise<{ reason: 'exited'; exitCode: number } | { reason: 'lost' }>
  /** Leaves the shell running and frees the attachment. */
  detach(): Promise<void>
  /** Ends the shell and every process of its session. */
  kill(): Promise<void>
}

export interface ExecOptions {
  node: NodeId
  /** Never joined into a shell line. */
  argv: readonly string[]
  stdin?: string | Uint8Array
  env?: Readonly<Record<string, string>>
  timeoutMs: number
  signal?: AbortSignal
  /** Output beyond this is dropped and `isTruncated` set. Default 65536, for stdout and stderr each. */
  maxOutputBytes?: number
}

export interface ExecResult {
  exitCode: number
  stdout: string
  stderr: string
  isTruncated: boolean
  durationMs: number
}
