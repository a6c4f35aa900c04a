import type { SandboxSpec } from '#server/providers/provider.ts'
import type { Labels } from './engine.ts'

/**
 * Labels of our Docker objects, from which a restarted server finds its sandboxes. kind cannot label its containers, so the network carries the labels.
 * It is created first and removed last.
 */
export const LABEL = {
  instance: 'kindlab.instance',
  sandbox: 'kindlab.sandbox',
  generation: 'kindlab.generation',
  lab: 'kindlab.lab',
  nodeCount: 'kindlab.node-count',
  schema: 'kindlab.schema',
} as const

/** Incremented when the meaning of a label changes. The server does not touch objects with another schema. */
const SCHEMA = '1'

/** Labels that kind puts on its containers. */
export const KIND_LABEL = { cluster: 'io.x-k8s.kind.cluster', role: 'io.x-k8s.kind.role' } as const

/** On the containers of a clone: the name of the node in its cluster, which differs from the container's name. */
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

/** Reads the labels that `writeLabels` wrote; undefined for labels of other objects. */
export function readLabels(labels: Labels): SandboxSpec | undefined {
  const id = labels[LABEL.sandbox]
  const labId = labels[LABEL.lab]
  const generation = Number(labels[LABEL.generation])
  const nodeCount = labels[LABEL.nodeCount] === '1' ? 1 : 2
  if (id === undefined || !Number.isInteger(generation)) return undefined
  return { id, labId, generation, nodeCount }
}
