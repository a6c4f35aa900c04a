import type { CreateOptions } from '#server/providers/provider.ts'
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { Engine } from './engine.ts'
import { execInNode } from './exec.ts'
import { KindSandbox, listNodes } from './kind-sandbox.ts'
import { KIND_LABEL, objectName, sandboxLabels } from './labels.ts'
import { sealNetwork } from './sandbox-network.ts'

/** A healthy cluster needs 10 to 20 s. A cluster that the lesson has broken may never report. */
const REPORT_LIMIT_SECONDS = 30
/** The script ends at its own deadline without an error, so the exec must end after it. */
const EXEC_EXTRA_MS = 5_000

/** Stops all nodes at the same time, so that no node detects the absence of another. */
export async function suspendSandbox(engine: Engine, sandboxId: string): Promise<void> {
  const containers = await engine.listContainers({ [KIND_LABEL.cluster]: objectName(sandboxId) })
  const stopped = await Promise.allSettled(containers.map(({ id }) => engine.stopContainer(id)))
  for (const outcome of stopped) if (outcome.status === 'rejected') throw outcome.reason
}

export interface Resumption {
  engine: Engine
  instance: string
  sandboxId: string
  nodeCount: number
  /** Any image with a shell. */
  image: string
}

/** Starts the nodes on their network, and seals it again because the host may have been restarted. */
export async function resumeSandbox(resumption: Resumption, { signal, onPhase }: CreateOptions): Promise<KindSandbox> {
  const { engine, instance, sandboxId, nodeCount, image } = resumption
  const name = objectName(sandboxId)
  const nodes = await listNodes(engine, name)
  if (nodes.length !== nodeCount) throw new KindlabError('sandbox.gone', { detail: `${nodes.length} nodes of ${name}` })
  try {
    onPhase('nodes')
    const startedAt = new Date().toISOString()
    for (const { containerId } of nodes) {
      // Docker does not start a paused container.
      await engine.unpauseContainer(containerId)
      await engine.startContainer(containerId)
    }
    await sealNetwork(engine, { name, image, labels: sandboxLabels(instance, sandboxId) })
    signal.throwIfAborted()
    onPhase('api')
    const [controlPlane] = nodes
    if (controlPlane !== undefined)
      await waitUntilReported(engine, controlPlane.containerId, { startedAt, nodeCount, signal })
    return new KindSandbox(sandboxId, nodes, engine)
  } catch (error) {
    await suspendSandbox(engine, sandboxId)
    throw error
  }
}

/** Waits until every kubelet has renewed its lease and every node is Ready. $1: limit in seconds, $2: start time, $3: number of nodes. */
const REPORTED = `deadline=$((SECONDS + $1))
while [ "$SECONDS" -lt "$deadline" ]; do
  renewed=$(kubectl get leases --namespace kube-node-lease --output 'jsonpath={range .items[*]}{.spec.renewTime}{"\\n"}{end}' 2>/dev/null)
  if [ "$(awk -v since="$2" '$1 > since' <<<"$renewed" | wc -l)" -ge "$3" ] &&
    kubectl wait nodes --all --for=condition=Ready --timeout=1s >/dev/null 2>&1; then exit; fi
  sleep 0.3
done`

async function waitUntilReported(
  engine: Engine,
  controlPlane: string,
  { startedAt, nodeCount, signal }: { startedAt: string; nodeCount: number; signal: AbortSignal },
): Promise<void> {
  await execInNode(engine, controlPlane, {
    node: 'control-plane',
    argv: ['bash', '-c', REPORTED, 'bash', String(REPORT_LIMIT_SECONDS), startedAt, String(nodeCount)],
    timeoutMs: REPORT_LIMIT_SECONDS * 1000 + EXEC_EXTRA_MS,
    signal,
  })
}
