import type { SandboxRef } from '#server/providers/provider.ts'
import type { Labels } from './engine.ts'
import { instanceLabels, LABEL } from './labels.ts'

/**
 * Lists sandboxes of which objects exist although their network is gone. Docker carries out a request even after its client has
 * disconnected, so a container can appear after the removal of its sandbox.
 */
export function listLeftovers(
  instance: string,
  objects: readonly { labels: Labels }[],
  listed: readonly SandboxRef[],
): SandboxRef[] {
  const ours = Object.entries(instanceLabels(instance))
  const ids = objects.flatMap(({ labels }) => {
    const id = labels[LABEL.sandbox]
    return id !== undefined && ours.every(([key, value]) => labels[key] === value) ? [id] : []
  })
  const known = new Set(listed.map(({ id }) => id))
  return [...new Set(ids)]
    .filter((id) => !known.has(id))
    .map((id) => ({
      id,
      labId: undefined,
      generation: 0,
      nodeCount: 0,
      isComplete: false,
      isMissingNode: false,
      isFrozen: false,
      createdAtMs: 0,
    }))
}
