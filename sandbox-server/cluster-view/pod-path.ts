/** The path of a packet from one Pod to another, from the current routing tables of their nodes. */
import { isIP } from 'node:net'
import type { ClusterPod, PodPath } from '#protocol/cluster.ts'
import type { NodeId } from '#protocol/node-id.ts'
import type { Sandbox } from '#server/providers/provider.ts'

const TIMEOUT_MS = 3_000
/** A route is one short line. */
const MAX_OUTPUT_BYTES = 4_096

export interface PathEnds {
  from: ClusterPod
  to: ClusterPod
}

/** Null when one of the two Pods has no node or no address yet. @throws KindlabError like `Sandbox.exec` */
export async function readPodPath(
  sandbox: Sandbox,
  { from, to }: PathEnds,
  signal: AbortSignal,
): Promise<PodPath | null> {
  // Addresses come from the cluster, where the learner can write any text.
  if (from.node === null || to.node === null || isIP(from.ip ?? '') === 0 || isIP(to.ip ?? '') === 0) return null
  const route = async (node: NodeId, ip: string | null): Promise<string> => {
    const argv = ['ip', '-oneline', 'route', 'get', ip ?? '']
    const result = await sandbox.exec({ node, argv, timeoutMs: TIMEOUT_MS, maxOutputBytes: MAX_OUTPUT_BYTES, signal })
    return result.exitCode === 0 ? readRoute(result.stdout) : `no route: ${result.stderr.trim().slice(0, 120)}`
  }
  const isSameNode = from.node === to.node
  const [sourceRoute, outgoingRoute, arrivalRoute] = await Promise.all([
    route(from.node, from.ip),
    route(from.node, to.ip),
    isSameNode ? '' : route(to.node, to.ip),
  ])
  const start = {
    place: from.key,
    detail: `${from.ip ?? ''}, ${from.isOnHostNetwork ? 'the node’s own network' : 'eth0'}`,
  }
  const end = { place: to.key, detail: `${to.ip ?? ''}, ${to.isOnHostNetwork ? 'the node’s own network' : 'eth0'}` }
  const detail = from.isOnHostNetwork ? outgoingRoute : `in by ${deviceOf(sourceRoute)}, on ${outgoingRoute}`
  const first = { place: from.node, detail }
  const second = { place: to.node, detail: `on ${arrivalRoute}` }
  return { from: from.key, to: to.key, hops: [start, first, ...(isSameNode ? [] : [second]), end] }
}

/** `10.244.1.7 via 10.244.1.0 dev flannel.1 src 10.244.0.0 uid 0 \ cache` -> `via 10.244.1.0 dev flannel.1` */
export function readRoute(answer: string): string {
  const via = / via (\S+)/.exec(answer)?.[1]
  const device = / dev (\S+)/.exec(answer)?.[1] ?? '?'
  return via === undefined ? `dev ${device}` : `via ${via} dev ${device}`
}

function deviceOf(route: string): string {
  return route.replace(/^.*dev /, '')
}
