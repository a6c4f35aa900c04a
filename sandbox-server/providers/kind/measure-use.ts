import type { SandboxRef, SandboxUse } from '#server/providers/provider.ts'
import type { Engine } from './engine.ts'
import { KIND_LABEL, objectName } from './labels.ts'

/** Measures the complete sandboxes that are not frozen. */
export async function measureSandboxes(engine: Engine, refs: readonly SandboxRef[]): Promise<SandboxUse[]> {
  const running = refs.filter(({ isComplete, isFrozen }) => isComplete && !isFrozen)
  return Promise.all(running.map((ref) => measureSandbox(engine, ref)))
}

async function measureSandbox(engine: Engine, { id, nodeCount }: SandboxRef): Promise<SandboxUse> {
  const nodes = await engine.listContainers({ [KIND_LABEL.cluster]: objectName(id) })
  const uses = await Promise.all(nodes.map((node) => engine.measureContainer(node.id)))
  return {
    id,
    nodeCount: nodeCount === 2 ? 2 : 1,
    processorSeconds: uses.reduce((sum, use) => sum + use.processorSeconds, 0),
    memoryBytes: uses.reduce((sum, use) => sum + use.memoryBytes, 0),
  }
}
