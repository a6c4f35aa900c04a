import { KindlabError } from '#protocol/kindlab-error.ts'
import type { NodeId } from '#protocol/node-id.ts'
import type { BootOptions, NodeLimits } from '#server/providers/kind/boot-with-kind.ts'
import type { Engine, Labels, NewContainer } from '#server/providers/kind/engine.ts'
import { runInNode } from '#server/providers/kind/exec.ts'
import { KindSandbox, listNodes } from '#server/providers/kind/kind-sandbox.ts'
import { KIND_LABEL, NODE_NAME_LABEL, objectName, sandboxLabels, writeLabels } from '#server/providers/kind/labels.ts'
import { createSandboxNetwork, sealNetwork } from '#server/providers/kind/sandbox-network.ts'
import type { CreateOptions, SandboxSpec } from '#server/providers/provider.ts'
import { BAKED_CLUSTER } from './golden-image.ts'

export interface CloneBoot extends BootOptions {
  /** Image of the golden state. */
  image: string
}

/** The nodes' VXLAN runs over Docker's network and adds 50 bytes of headers to a packet of 1500. */
const CLONE_NETWORK_MTU = 1550

/** Boots a ready cluster from a golden state. */
export async function bootClone(boot: CloneBoot, spec: SandboxSpec, { signal, onPhase }: CreateOptions) {
  const { engine, instance, subnetRange, nodeLimits, image } = boot
  const { id, nodeCount } = spec
  const name = objectName(id)
  onPhase('network')
  const network = { name, range: subnetRange, labels: writeLabels(instance, spec), mtu: CLONE_NETWORK_MTU }
  const subnet = await createSandboxNetwork(engine, network)
  signal.throwIfAborted()
  onPhase('nodes')
  const startedAtMs = Date.now()
  const labels = sandboxLabels(instance, id)
  await startClone(engine, { name, subnet, image, nodeCount, labels, nodeLimits })
  signal.throwIfAborted()
  onPhase('api')
  const nodes = await listNodes(engine, name)
  const controlPlane = nodes.find((node) => node.id === 'control-plane')?.containerId
  if (controlPlane === undefined) throw new KindlabError('sandbox.gone', { detail: `${name} has no control plane` })
  await waitForApi(engine, controlPlane, signal)
  onPhase('ready')
  await waitForCanary(engine, controlPlane, { startedAtMs, signal })
  return new KindSandbox(id, nodes, engine)
}

export interface CloneCluster {
  /** Name of the kind cluster and of its network, which exists already. */
  name: string
  /** Of the network; the nodes get its second and third address. */
  subnet: string
  image: string
  nodeCount: 1 | 2
  labels: Labels
  nodeLimits: NodeLimits
}

/** Every step of a boot and of a lesson waits for the API server, so a busy worker must not slow it down. */
const CPU_SHARES = { 'control-plane': 4096, worker: 1024 }
const ROLES = ['control-plane', 'worker'] as const

/** Starts the nodes and seals their network. On failure every request to Docker has ended; the caller removes the objects that exist. */
export async function startClone(engine: Engine, cluster: CloneCluster): Promise<void> {
  const roles = ROLES.slice(0, cluster.nodeCount)
  const started = await Promise.allSettled([
    sealNetwork(engine, cluster),
    ...roles.map((role) => engine.runContainer(cloneNode(cluster, role))),
  ])
  for (const outcome of started) {
    if (outcome.status === 'rejected') throw outcome.reason
  }
}

/** The container has kind's labels and naming scheme, so that the kind CLI treats it as its own node. */
export function cloneNode({ name, subnet, image, nodeCount, ...rest }: CloneCluster, role: NodeId): NewContainer {
  const hostname = `${BAKED_CLUSTER}-${role}`
  const peer = nodeCount === 2 ? addressOf(subnet, role === 'worker' ? 'control-plane' : 'worker') : ''
  return {
    name: `${name}-${role}`,
    image,
    labels: { ...rest.labels, [KIND_LABEL.cluster]: name, [KIND_LABEL.role]: role, [NODE_NAME_LABEL]: hostname },
    node: {
      hostname,
      env: {
        KINDLAB_GOLDEN: `${nodeCount}/${role}`,
        KINDLAB_PEER: peer,
        KINDLAB_DISK: `${rest.nodeLimits.diskGib}G`,
      },
      network: name,
      address: addressOf(subnet, role),
      limits: rest.nodeLimits,
      cpuShares: CPU_SHARES[role],
    },
    volumes: [{ target: '/disk' }],
  }
}

function addressOf(subnet: string, role: NodeId): string {
  return subnet.replace(/\d+\/\d+$/, role === 'worker' ? '3' : '2')
}

/** A clone needs seconds; on a host that boots many at once it can need a minute. */
const GATE_DEADLINE_SECONDS = 120
/** The gate reports its own timeout with more detail, so the exec ends after it. */
const EXEC_EXTRA_MS = 5_000

/** Returns once the API server of a clone is ready. @throws KindlabError `sandbox.boot_failed` with the last observation */
async function waitForApi(engine: Engine, controlPlane: string, signal: AbortSignal): Promise<void> {
  await passGate(engine, controlPlane, { step: ['api'], signal })
}

/**
 * Returns once every node has reported Ready after `startedAtMs` and the canary Pod got an answer from DNS.
 * Every golden state contains the canary as a Pending Pod; the gate removes it at the end.
 */
async function waitForCanary(
  engine: Engine,
  controlPlane: string,
  { startedAtMs, signal }: { startedAtMs: number; signal: AbortSignal },
): Promise<void> {
  // The Kubernetes API has times in whole seconds.
  const startedAt = String(Math.floor(startedAtMs / 1000))
  await passGate(engine, controlPlane, { step: ['canary', startedAt], signal })
}

interface GateStep {
  step: readonly string[]
  signal: AbortSignal
}

async function passGate(engine: Engine, controlPlane: string, { step, signal }: GateStep): Promise<void> {
  await runInNode(engine, controlPlane, {
    name: `the gate "${step[0]}"`,
    argv: ['/golden/clone-gate', String(GATE_DEADLINE_SECONDS), ...step],
    timeoutMs: GATE_DEADLINE_SECONDS * 1000 + EXEC_EXTRA_MS,
    signal,
  })
}
