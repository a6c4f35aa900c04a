import type { CreateOptions } from '#server/providers/provider.ts'
import { KindlabError } from '#protocol/errors.ts'
import { listNodes } from './cluster-nodes.ts'
import type { Engine } from './engine.ts'
import { execInNode } from './exec.ts'
import { KindSandbox } from './kind-sandbox.ts'
import { KIND_LABEL, objectName, sandboxLabels } from './labels.ts'
import { sealNetwork } from './sandbox-network.ts'

/** A cluster that is sound needs ten to twenty; one that was broken on purpose is not waited for any longer. */
const REPORTS_WITHIN_SECONDS = 30
/** The script tells its own deadline better than an exec that is cut off. */
const EXEC_EXTRA_MS = 5_000

/** Stops the nodes at the same time: none of them notices that the other is gone. */
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
  /** Any image that has a shell. */
  image: string
}

/** Starts the nodes again, on the network that they had. The host may have been restarted since: it is made deaf to it anew. */
export async function resumeSandbox(resumption: Resumption, { signal, onPhase }: CreateOptions): Promise<KindSandbox> {
  const { engine, instance, sandboxId, nodeCount, image } = resumption
  const name = objectName(sandboxId)
  const nodes = await listNodes(engine, name)
  if (nodes.length !== nodeCount) throw new KindlabError('sandbox.gone', { detail: `${nodes.length} nodes of ${name}` })
  try {
    onPhase('nodes')
    const startedAt = new Date().toISOString()
    for (const { containerId } of nodes) {
      // oxlint-disable-next-line no-await-in-loop -- the control plane first: the worker looks for it
      await engine.startContainer(containerId)
    }
    await sealNetwork(engine, { name, image, labels: sandboxLabels(instance, sandboxId) })
    signal.throwIfAborted()
    onPhase('api')
    const [controlPlane] = nodes
    if (controlPlane !== undefined)
      await untilReported(engine, controlPlane.containerId, { startedAt, nodeCount, signal })
    return new KindSandbox(sandboxId, nodes, engine)
  } catch (error) {
    await suspendSandbox(engine, sandboxId)
    throw error
  }
}

/** Every kubelet has renewed its lease and every node says that it is Ready. $1: seconds, $2: since when, $3: how many nodes. */
const REPORTED = `deadline=$((SECONDS + $1))
while [ "$SECONDS" -lt "$deadline" ]; do
  renewed=$(kubectl get leases --namespace kube-node-lease --output 'jsonpath={range .items[*]}{.spec.renewTime}{"\\n"}{end}' 2>/dev/null)
  if [ "$(awk -v since="$2" '$1 > since' <<<"$renewed" | wc -l)" -ge "$3" ] &&
    kubectl wait nodes --all --for=condition=Ready --timeout=1s >/dev/null 2>&1; then exit; fi
  sleep 0.3
done`

async function untilReported(
  engine: Engine,
  controlPlane: string,
  { startedAt, nodeCount, signal }: { startedAt: string; nodeCount: number; signal: AbortSignal },
): Promise<void> {
  await execInNode(engine, controlPlane, {
    node: 'control-plane',
    argv: ['bash', '-c', REPORTED, 'bash', String(REPORTS_WITHIN_SECONDS), startedAt, String(nodeCount)],
    env: { KUBECONFIG: '/etc/kubernetes/admin.conf' },
    timeoutMs: REPORTS_WITHIN_SECONDS * 1000 + EXEC_EXTRA_MS,
    signal,
  })
}
