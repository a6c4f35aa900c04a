/** Turns what the nodes of a learner printed into a view. Pure: the server calls it in a thread of its own, see `answer-thread.ts`. */
import type { ClusterView, ServiceRules } from '#protocol/cluster.ts'
import type { SandboxNode } from '#server/providers/provider.ts'
import { type ApiOutput, parseApiAnswer, TOO_MANY } from './api-probe.ts'
import { joinView } from './join-view.ts'
import { type NodeOutput, readNodeOutput } from './node-probe.ts'
import { followRules } from './service-rules.ts'

export interface ClusterOutputs {
  nodes: readonly SandboxNode[]
  /** One per node that answered. */
  outputs: readonly NodeOutput[]
  api: ApiOutput
}

export interface ClusterAnswers {
  readView(outputs: ClusterOutputs): Promise<ClusterView>
  /** @param saved output of `iptables-save -t nat` */
  followRules(saved: string, service: string): Promise<ServiceRules['chains']>
}

/** Every viewer gets the view as JSON. A cluster of 500 Pods takes half of this. */
const MAX_VIEW_CHARACTERS = 1_048_576

export function readView({ nodes, outputs, api }: ClusterOutputs): ClusterView {
  const readings = outputs.map(readNodeOutput)
  const view = joinView({ nodes, readings, api: api.ok ? parseApiAnswer(api.text) : api })
  if (JSON.stringify(view).length <= MAX_VIEW_CHARACTERS) return view
  const withoutPods = readings.map((reading) => ({ ...reading, pods: [] }))
  return joinView({ nodes, readings: withoutPods, api: TOO_MANY })
}

/** In the thread of the caller, for tests. */
export const inlineAnswers: ClusterAnswers = {
  readView: async (outputs) => readView(outputs),
  followRules: async (saved, service) => followRules(saved, service),
}
