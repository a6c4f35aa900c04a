import type { PhaseName } from '#protocol/views.ts'

/** As in protocol/views.ts, whose list would bring its schemas into every page. */
export const PHASE_ORDER: readonly PhaseName[] = ['queued', 'network', 'nodes', 'booting', 'api', 'joining', 'ready']

/** What happens in each phase, in the learner's words. */
export const PHASE_WORDS: Record<PhaseName, string> = {
  queued: 'Waiting for a free place',
  network: 'Making a network for the cluster',
  nodes: 'Creating the nodes',
  booting: 'Booting systemd, containerd and kubelet',
  api: 'Waiting for the API server',
  joining: 'Joining the worker',
  ready: 'Waiting until nodes are Ready and DNS answers',
}
