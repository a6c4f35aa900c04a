/** States of nodes and Pods, in the same words for drawing and list. */
import type { ClusterContainer, ClusterNode, ClusterPod } from '#protocol/cluster.ts'

/** The phase of a Pod that only a runtime reports, while the API server does not answer. */
const ON_THE_NODE = 'On the node'

export type Health = 'good' | 'busy' | 'bad' | 'unknown'

export function unitHealth(state: string): Health {
  if (state === 'active') return 'good'
  if (state === 'unknown') return 'unknown'
  return state === 'activating' || state === 'reloading' ? 'busy' : 'bad'
}

export function podHealth({ phase, containers }: ClusterPod): Health {
  if (phase === 'Succeeded') return 'unknown'
  if (phase === 'Failed') return 'bad'
  if (containers.length > 0 && containers.every(({ state }) => state === 'running')) {
    return phase === 'Terminating' ? 'busy' : 'good'
  }
  return containers.some(({ reason }) => reason !== null && !CALM_REASONS.has(reason)) ? 'bad' : 'busy'
}

/** Reasons that are no failure: the kubelet resolves them. */
const CALM_REASONS = new Set(['ContainerCreating', 'PodInitializing', 'Completed'])

export function readyWords({ ready, isAnswering }: ClusterNode): string {
  if (!isAnswering) return 'Does not answer'
  if (ready === null) return 'Ready is not known'
  return ready === 'True' ? 'Ready' : ready === 'False' ? 'NotReady' : 'Ready: Unknown'
}

/** The address of a Pod. Only the API server knows which Pods use the network of their node. */
export function addressWords({ ip, isOnHostNetwork, phase }: ClusterPod): string {
  if (isOnHostNetwork) return 'host network'
  return ip ?? (phase === ON_THE_NODE ? 'not known' : 'no address')
}

/** The phase of a Pod, or the reason why it does not run. */
export function podWords({ phase, containers }: ClusterPod): string {
  const reason = containers.find((container) => container.state !== 'running' && container.reason !== null)?.reason
  return phase === 'Running' || phase === 'Pending' ? (reason ?? phase) : phase
}

export function containerWords({ name, state, reason }: ClusterContainer): string {
  return reason === null ? `${name} ${state}` : `${name} ${state} (${reason})`
}
