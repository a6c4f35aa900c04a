/** Health and words for units, nodes, Pods and containers. The drawing and the list use both. */
import { type ClusterContainer, type ClusterNode, type ClusterPod, RUNTIME_PHASES } from '#protocol/cluster.ts'

const ONLY_IN_RUNTIME = new Set<string>(Object.values(RUNTIME_PHASES))

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
  return containers.some(({ reason }) => reason !== null && !EXPECTED_REASONS.has(reason)) ? 'bad' : 'busy'
}

/** Reasons that are no failure. */
const EXPECTED_REASONS = new Set(['ContainerCreating', 'PodInitializing', 'Completed'])

export function readyWords({ ready, isAnswering }: ClusterNode): string {
  if (!isAnswering) return 'Does not answer'
  if (ready === null) return 'No answer from the API server'
  return ready === 'True' ? 'Ready' : ready === 'False' ? 'NotReady' : 'Ready: Unknown'
}

/** The address of a Pod. Only the API server knows which Pods use the network of their node, so the address of another Pod is not known. */
export function addressWords({ ip, isOnHostNetwork, phase }: ClusterPod): string {
  if (isOnHostNetwork) return 'host network'
  return ip ?? (ONLY_IN_RUNTIME.has(phase) ? 'not known' : 'no address')
}

/** The phase of a Pod, or the reason why one of its containers does not run. */
export function podWords({ phase, containers }: ClusterPod): string {
  const reason = containers.find((container) => container.state !== 'running' && container.reason !== null)?.reason
  return phase === 'Running' || phase === 'Pending' ? (reason ?? phase) : phase
}

export function containerWords({ name, state, reason }: ClusterContainer): string {
  return reason === null ? `${name} ${state}` : `${name} ${state} (${reason})`
}
