import type { DiagramName } from '#course/diagram-names.ts'
import { cniCallDrawing } from './cni-call.tsx'
import { criChainDrawing } from './cri-chain.tsx'
import { decisionDrawing } from './decision.tsx'
import type { Drawing } from './drawing.ts'
import { kubeletLoopDrawing } from './kubelet-loop.tsx'
import { nodeDrawing } from './node.tsx'
import { notreadyTreeDrawing } from './notready-tree.tsx'
import { packetAcrossNodesDrawing } from './packet-across-nodes.tsx'
import { packetToClusterIpDrawing } from './packet-to-cluster-ip.tsx'
import { podSandboxDrawing } from './pod-sandbox.tsx'
import { registrationDrawing } from './registration.tsx'
import { serviceRulesDrawing } from './service-rules.tsx'
import { silenceDrawing } from './silence.tsx'
import { staticPodDrawing } from './static-pod.tsx'
import { whatIsTranslatedDrawing } from './what-is-translated.tsx'

/** The drawing behind each name. */
export const DIAGRAMS: Readonly<Record<DiagramName, Drawing>> = {
  node: nodeDrawing,
  registration: registrationDrawing,
  'kubelet-loop': kubeletLoopDrawing,
  decision: decisionDrawing,
  silence: silenceDrawing,
  'static-pod': staticPodDrawing,
  'cri-chain': criChainDrawing,
  'notready-tree': notreadyTreeDrawing,
  'pod-sandbox': podSandboxDrawing,
  'cni-call': cniCallDrawing,
  'packet-to-cluster-ip': packetToClusterIpDrawing,
  'service-rules': serviceRulesDrawing,
  'what-is-translated': whatIsTranslatedDrawing,
  'packet-across-nodes': packetAcrossNodesDrawing,
}
