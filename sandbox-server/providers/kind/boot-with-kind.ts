import type { CreateOptions, SandboxSpec } from '#server/providers/provider.ts'
import { clusterConfig } from './cluster-config.ts'
import type { ContainerLimits, Engine } from './engine.ts'
import { createCluster, type KindCli } from './kind-cli.ts'
import { phaseOfLine } from './kind-progress.ts'
import { KindSandbox, listNodes } from './kind-sandbox.ts'
import { objectName, sandboxLabels, writeLabels } from './labels.ts'
import { waitUntilReady } from './readiness.ts'
import { createSandboxNetwork, sealNetwork } from './sandbox-network.ts'
import { shareKubeconfig } from './share-kubeconfig.ts'

export interface NodeLimits extends ContainerLimits {
  /** Limit of all data that a node writes. Only a clone has a disk of its own. */
  diskGib: number
}

/** Options of every way to boot a cluster. */
export interface BootOptions {
  engine: Engine
  /** Name of this Kindlab installation. Objects of other instances are never touched. */
  instance: string
  /** Each sandbox network is a /24 of this range. */
  subnetRange: string
  nodeLimits: NodeLimits
}

export interface KindBoot extends BootOptions {
  kind: KindCli
  nodeImage: string
}

/** Boots a ready cluster with `kind create cluster`. */
export async function bootWithKind(boot: KindBoot, spec: SandboxSpec, { signal, onPhase }: CreateOptions) {
  const { engine, kind, nodeImage, instance, subnetRange, nodeLimits } = boot
  const name = objectName(spec.id)
  onPhase('network')
  const { cgroupVersion } = await engine.host()
  await createSandboxNetwork(engine, { name, range: subnetRange, labels: writeLabels(instance, spec) })
  await sealNetwork(engine, { name, image: nodeImage, labels: sandboxLabels(instance, spec.id) })
  const config = clusterConfig({ nodeCount: spec.nodeCount, cgroupVersion })
  const cluster = { name, image: nodeImage, network: name, config }
  await createCluster(kind, cluster, {
    signal,
    onLine: (line) => {
      const phase = phaseOfLine(line)
      if (phase !== undefined) onPhase(phase)
    },
  })
  onPhase('ready')
  const nodes = await listNodes(engine, name)
  await Promise.all(nodes.map(({ containerId }) => engine.limitContainer(containerId, nodeLimits)))
  const sandbox = new KindSandbox(spec.id, nodes, engine)
  await Promise.all([shareKubeconfig(sandbox, signal), waitUntilReady(sandbox, signal)])
  return sandbox
}
