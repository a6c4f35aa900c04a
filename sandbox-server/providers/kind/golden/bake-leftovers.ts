import { KindlabError } from '#protocol/errors.ts'
import { listNodes } from '#server/providers/kind/cluster-nodes.ts'
import type { Engine, Labels } from '#server/providers/kind/engine.ts'
import { instanceLabels, readLabels } from '#server/providers/kind/labels.ts'
import { removeSandbox } from '#server/providers/kind/removal.ts'
import { BAKED_CLUSTER } from './baked-cluster.ts'

/** Of the network of a bake, and of the container in which its image is put together. */
export const BAKE_NAME = 'kindlab-bake'
/** An instance of its own: no server takes these for its sandboxes, and `./kindlab down --sandboxes` removes them. */
export const BAKE_INSTANCE = 'bake'
const OWNER_LABEL = 'kindlab.bake.owner'

export function bakeLabels(owner: string): Labels {
  return { ...instanceLabels(BAKE_INSTANCE), [OWNER_LABEL]: owner }
}

/**
 * Removes what an earlier bake of the same owner left behind: its cluster, its proof, its container and, last, its network.
 * @throws KindlabError `sandbox.boot_failed` when somebody else bakes, or a cluster that is not of a bake has the name
 */
export async function removeBake(engine: Engine, owner: string): Promise<void> {
  const networks = await engine.listNetworks(instanceLabels(BAKE_INSTANCE))
  const network = networks.find(({ name }) => name === BAKE_NAME)
  const nodes = await listNodes(engine, BAKED_CLUSTER)
  if (network !== undefined && network.labels[OWNER_LABEL] !== owner) {
    throw new KindlabError('sandbox.boot_failed', {
      detail: `another bake goes on, for ${network.labels[OWNER_LABEL]}`,
    })
  }
  if (network === undefined && nodes.length > 0) {
    const detail = `a kind cluster named ${BAKED_CLUSTER} is in the way; kind delete cluster --name ${BAKED_CLUSTER}`
    throw new KindlabError('sandbox.boot_failed', { detail })
  }
  const proofs = networks.flatMap(({ labels }) => readLabels(labels) ?? [])
  await Promise.all(proofs.map(({ id }) => removeSandbox({ engine, instance: BAKE_INSTANCE, sandboxId: id })))
  const helpers = await engine.listContainers(bakeLabels(owner))
  const containers = [...nodes.map(({ containerId }) => containerId), ...helpers.map(({ id }) => id)]
  await Promise.all(containers.map((id) => engine.removeContainer(id)))
  if (network !== undefined) await engine.removeNetwork(BAKE_NAME)
}
