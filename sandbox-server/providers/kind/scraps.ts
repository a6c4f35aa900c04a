import type { SandboxRef } from '#server/providers/provider.ts'
import type { Labels } from './engine.ts'
import { instanceLabels, LABEL } from './labels.ts'

/**
 * What is left of sandboxes whose network is gone. Docker carries out what it was asked for also when nobody waits for it any more: a container may
 * come after the removal that looked for it.
 */
export function listScraps(
  instance: string,
  objects: readonly { labels: Labels }[],
  whole: readonly SandboxRef[],
): SandboxRef[] {
  const ours = Object.entries(instanceLabels(instance))
  const ids = objects.flatMap(({ labels }) => {
    const id = labels[LABEL.sandbox]
    return id !== undefined && ours.every(([key, value]) => labels[key] === value) ? [id] : []
  })
  const known = new Set(whole.map(({ id }) => id))
  return [...new Set(ids)]
    .filter((id) => !known.has(id))
    .map((id) => ({ id, labId: undefined, generation: 0, nodeCount: 0, isComplete: false, createdAtMs: 0 }))
}
