import type { CreateOptions, SandboxSpec } from '#server/providers/provider.ts'
import type { BootOptions } from './boot.ts'
import { clusterConfig } from './cluster-config.ts'
import { listNodes } from './cluster-nodes.ts'
import { createCluster, type KindCli } from './kind-cli.ts'
import { phaseOfLine } from './kind-progress.ts'
import { KindSandbox } from './kind-sandbox.ts'
import { objectName, sandboxLabels, writeLabels } from './labels.ts'
import { waitUntilReady } from './readiness.ts'
import { createSandboxNetwork, sealNetwork } from './sandbox-network.ts'
import { shareKubeconfig } from './share-kubeconfig.ts'

export interface KindBoot extends BootOptions {
  kind: KindCli
  nodeImage: string
}

/** Makes a ready cluster with `kind create cluster`. */
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
