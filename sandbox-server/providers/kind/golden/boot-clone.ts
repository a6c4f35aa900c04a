import { KindlabError } from '#protocol/errors.ts'
import type { BootOptions } from '#server/providers/kind/boot.ts'
import { listNodes } from '#server/providers/kind/cluster-nodes.ts'
import { KindSandbox } from '#server/providers/kind/kind-sandbox.ts'
import { objectName, sandboxLabels, writeLabels } from '#server/providers/kind/labels.ts'
import { createSandboxNetwork } from '#server/providers/kind/sandbox-network.ts'
import type { CreateOptions, SandboxSpec } from '#server/providers/provider.ts'
import { CLONE_NETWORK_MTU, startClone } from './clone-cluster.ts'
import { waitForApi, waitForCanary } from './clone-readiness.ts'

export interface CloneBoot extends BootOptions {
  /** The golden state. */
  image: string
}

/** Makes a ready cluster from a golden state. */
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
