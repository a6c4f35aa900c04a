/**
 * The interface between the server and the providers that make sandboxes. `labs`, `terminals` and `checks` import this file and no provider.
 * Every provider passes the tests of `provider-contract.ts`. Times are in milliseconds, sizes in bytes unless a name says otherwise.
 */
import type { NodeId } from '#protocol/node-id.ts'
import type { HostFacts } from './host-facts.ts'
import type { ProviderName } from './provider-names.ts'
import type { PhaseName } from '#protocol/views.ts'

/** SandboxProvider creates, lists and removes the sandboxes of one instance. */
export interface SandboxProvider {
  /** name is the value of `KINDLAB_PROVIDER` that selects this provider; tests create `fake` directly. */
  readonly name: ProviderName | 'fake'
  /** capabilities are the features that the server may use. */
  readonly capabilities: ProviderCapabilities
  /**
   * create makes a sandbox and returns once it is ready: every node has reported Ready since the start, and DNS answers in a Pod.
   * On failure or abort create removes all objects of the sandbox. When a sandbox with this id exists, create removes it first.
   * @param spec id, size and owner of the sandbox
   * @param options `onPhase` is called at the start of each phase
   * @throws KindlabError `sandbox.boot_failed`, `sandbox.image_missing`, `docker.unavailable`, `capacity.subnets`; on abort the signal's reason
   */
  create(spec: SandboxSpec, options: CreateOptions): Promise<Sandbox>
  /**
   * list returns every sandbox of this instance, complete or not. It reads labels, so that a restarted server finds all sandboxes.
   * @throws KindlabError `docker.unavailable`; never returns an empty list instead
   */
  list(): Promise<SandboxRef[]>
  /**
   * open returns a handle on a complete sandbox.
   * @throws KindlabError `sandbox.gone` when a node is missing or not running, `docker.unavailable`
   */
  open(id: SandboxId): Promise<Sandbox>
  /**
   * suspend stops every node and keeps the disks. It returns once the sandbox uses no memory and no processor.
   * Suspending a sandbox that is suspended or gone succeeds.
   * @throws KindlabError `docker.unavailable`; `lab.not_kept` by a provider that cannot suspend
   */
  suspend(id: SandboxId): Promise<void>
  /**
   * resume starts the nodes of a suspended sandbox. It returns once they have reported Ready, or after a time limit without an error:
   * a cluster that the lesson has broken is still broken. On failure or abort the sandbox is suspended again.
   * @throws KindlabError `sandbox.gone` when a node is missing, `docker.unavailable`; on abort the signal's reason
   */
  resume(id: SandboxId, options: CreateOptions): Promise<Sandbox>
  /**
   * freeze stops every process of the sandbox where it is, so that the sandbox uses no processor. Its memory, shells and connections stay.
   * No container restarts, and every Node stays Ready in its cluster. After a failure or an abort the caller thaws the sandbox.
   * @throws KindlabError `sandbox.gone`, `docker.unavailable`; on abort the signal's reason
   */
  freeze(id: SandboxId, signal: AbortSignal): Promise<void>
  /**
   * thaw lets the processes of a frozen sandbox continue. It succeeds if the sandbox is not frozen, or gone.
   * thaw returns once the cluster works again, or after a time limit without an error.
   * @param onRunning called as soon as shells and programs run
   * @throws KindlabError `docker.unavailable`
   */
  thaw(id: SandboxId, onRunning: () => void): Promise<void>
  /**
   * destroy removes every object of the sandbox, and returns once the engine no longer lists any. Destroying a sandbox that is gone succeeds.
   * @throws KindlabError `docker.unavailable`, `internal`; the caller may retry
   */
  destroy(id: SandboxId): Promise<void>
  /** ping returns when the engine answers. @throws KindlabError `docker.unavailable` */
  ping(): Promise<void>
  /**
   * recipe identifies the inputs of new sandboxes, such as the node image. A sandbox that was made with another recipe is out of date.
   * @throws KindlabError `docker.unavailable`, `sandbox.image_missing`
   */
  recipe(): Promise<string>
  /**
   * hostFacts measures the resources of the machine that runs the sandboxes. It returns undefined when sandboxes need no limited resource.
   * @throws KindlabError `docker.unavailable`
   */
  hostFacts(): Promise<HostFacts | undefined>
  /**
   * measureUse returns what each sandbox uses of which a node runs. Frozen and suspended nodes do not count.
   * @throws KindlabError `docker.unavailable`
   */
  measureUse(): Promise<readonly SandboxUse[]>
  /** close releases the resources that cannot outlive the server, for example the shells of `local`. Other sandboxes stay. */
  close(): Promise<void>
}

export interface ProviderCapabilities {
  /** `suspend` frees memory and processors, and `resume` brings the same sandbox back. */
  canSuspend: boolean
  /** `freeze` and `thaw` work. */
  canFreeze: boolean
  /** `create` takes so long that ready sandboxes are worth keeping in a pool. */
  isPooled: boolean
}

/** SandboxId has 16 lowercase hexadecimal digits and is never reused. The names of containers, networks and volumes contain it. */
export type SandboxId = string

export interface SandboxSpec {
  id: SandboxId
  /** 1: a control plane. 2: a control plane and a worker. */
  nodeCount: 1 | 2
  /** The lab that the sandbox belongs to; undefined for a sandbox of the pool. A restarted server reads it from the labels. */
  labId: string | undefined
  /** Counts the sandboxes of one lab. */
  generation: number
}

export interface CreateOptions {
  /** Aborts the call; the call then throws the signal's reason. */
  signal: AbortSignal
  /** Called at the start of each phase, in the order of `PHASE_NAMES`. */
  onPhase: (phase: PhaseName) => void
}

/** SandboxRef is one entry of `list`. */
export interface SandboxRef {
  id: SandboxId
  labId: string | undefined
  generation: number
  nodeCount: number
  /** False when a node is missing or stopped, or when create did not finish. */
  isComplete: boolean
  /** A node of a sandbox that was ready is removed. Nothing can start it again. */
  isMissingNode: boolean
  /** At least one node is frozen. A frozen sandbox is complete; its nodes run no commands until `thaw`. */
  isFrozen: boolean
  /** Unix time. */
  createdAtMs: number
}

export interface SandboxUse {
  id: SandboxId
  nodeCount: 1 | 2
  /** Processor time since the start of its nodes. */
  processorSeconds: number
  /** Without the page cache that the kernel can drop. */
  memoryBytes: number
}

/** Sandbox is a handle on a running sandbox. */
export interface Sandbox {
  readonly id: SandboxId
  readonly nodes: readonly SandboxNode[]
  /**
   * openTerminal attaches to the shell `terminal` on a node, and starts the shell if it does not run. The shell outlives the attachment.
   * @throws KindlabError `terminal.failed`, `sandbox.gone`, `docker.unavailable`
   */
  openTerminal(options: OpenTerminalOptions): Promise<Pty>
  /**
   * listTerminals returns the names of the terminals whose shells run on a node.
   * @throws KindlabError `sandbox.gone`, `docker.unavailable`
   */
  listTerminals(node: NodeId): Promise<string[]>
  /**
   * exec runs one command and returns when it has ended. At the time limit and on abort exec kills the command and all its descendants.
   * @throws KindlabError `exec.timeout`, `sandbox.gone`, `docker.unavailable`; on abort the signal's reason
   */
  exec(options: ExecOptions): Promise<ExecResult>
  /**
   * facts returns properties of this sandbox for checks and `<Fact>`, for example `KINDLAB_CNI`. Every name starts with `KINDLAB_`.
   * @throws KindlabError `terminal.failed`, `sandbox.gone`, `docker.unavailable`
   */
  facts(): Promise<Readonly<Record<string, string>>>
}

export interface SandboxNode {
  id: NodeId
  /** The name in `kubectl get nodes`. */
  name: string
}

export interface OpenTerminalOptions {
  node: NodeId
  /** Name of the terminal, unique on its node: `[a-z0-9-]{1,32}`. */
  terminal: string
  cols: number
  rows: number
}

/** Pty is one attachment to one shell. */
export interface Pty {
  /**
   * markNonce is the secret in this shell's OSC 133 marks. A mark without it comes from a program, not from the prompt.
   * All attachments to a shell have the same nonce, and each shell has a different one.
   */
  readonly markNonce: string
  /** isReattached is true when the shell already ran, false when this attachment started it. */
  readonly isReattached: boolean
  /** onData sets the listener for output. The listener gets each piece in order, except while paused. There is at most one listener. */
  onData(listener: (bytes: Uint8Array) => void): void
  /** pause stops reading, so that the kernel blocks the writing program. No output is dropped. */
  pause(): void
  /** resume continues reading after pause. */
  resume(): void
  /** write sends input to the shell. After the end it does nothing. */
  write(bytes: Uint8Array): void
  /** waitingInputBytes counts the input that the terminal of the shell has not taken, because a program does not read. */
  readonly waitingInputBytes: number
  /** onInputTaken sets the listener that is called after waiting input was taken. There is at most one listener. */
  onInputTaken(listener: () => void): void
  /** resize sets the terminal's size in columns and rows, which the caller has clamped. Before the start and after the end it does nothing. */
  resize(size: { cols: number; rows: number }): Promise<void>
  /** ended resolves after the last `onData`. `exited`: the shell ended. `lost`: only the attachment ended. It never rejects. */
  readonly ended: Promise<{ reason: 'exited'; exitCode: number } | { reason: 'lost' }>
  /** detach ends the attachment; the shell keeps running. */
  detach(): Promise<void>
  /** kill ends the shell and every process of its session. */
  kill(): Promise<void>
}

export interface ExecOptions {
  node: NodeId
  /** Program and arguments. No shell interprets them. */
  argv: readonly string[]
  /** Input; a string is sent as UTF-8. */
  stdin?: string | Uint8Array
  /** Variables added to the environment of the node. */
  env?: Readonly<Record<string, string>>
  timeoutMs: number
  signal?: AbortSignal
  /** Limit for stdout and for stderr, each. Output beyond it is dropped and `isTruncated` is set. Default 65536. */
  maxOutputBytes?: number
}

export interface ExecResult {
  /** 127 when the program does not exist. */
  exitCode: number
  stdout: string
  stderr: string
  isTruncated: boolean
  durationMs: number
}
