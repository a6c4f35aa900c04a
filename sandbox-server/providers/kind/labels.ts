import type { SandboxSpec } from '#server/providers/provider.ts'
import type { Labels } from './engine.ts'

/** How we find our objects again. kind cannot label its containers for us, so the network carries the labels, and is made first and removed last. */
export const LABEL = {
  instance: 'kindlab.instance',
  sandbox: 'kindlab.sandbox',
  generation: 'kindlab.generation',
  lab: 'kindlab.lab',
  nodeCount: 'kindlab.node-count',
  schema: 'kindlab.schema',
} as const

/** Raised when the meaning of a label changes: objects of another schema are not ours to touch. */
const SCHEMA = '1'

/** kind's own labels on its containers. */
export const KIND_LABEL = { cluster: 'io.x-k8s.kind.cluster', role: 'io.x-k8s.kind.role' } as const

/** On the nodes of a clone: what they are called in their cluster, where the container's name would be a neighbour's too. */
export const NODE_NAME_LABEL = 'kindlab.node-name'

/** Name of the kind cluster, the network and the volume of a sandbox. */
export function objectName(sandboxId: string): string {
  return `kl-${sandboxId}`
}

export function instanceLabels(instance: string): Labels {
  return { [LABEL.instance]: instance, [LABEL.schema]: SCHEMA }
}

export function sandboxLabels(instance: string, sandboxId: string): Labels {
  return { ...instanceLabels(instance), [LABEL.sandbox]: sandboxId }
}

export function writeLabels(instance: string, spec: SandboxSpec): Labels {
  return {
    ...sandboxLabels(instance, spec.id),
    [LABEL.generation]: String(spec.generation),
    ...(spec.labId === undefined ? {} : { [LABEL.lab]: spec.labId }),
    [LABEL.nodeCount]: String(spec.nodeCount),
  }
}

/** What `writeLabels` wrote; undefined for labels that are not ours. */
export function readLabels(labels: Labels): SandboxSpec | undefined {
  const id = labels[LABEL.sandbox]
  const labId = labels[LABEL.lab]
  const generation = Number(labels[LABEL.generation])
  const nodeCount = labels[LABEL.nodeCount] === '1' ? 1 : 2
  if (id === undefined || !Number.isInteger(generation)) return undefined
  return { id, labId, generation, nodeCount }
}
