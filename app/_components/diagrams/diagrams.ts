import type { DiagramName } from '#course/diagram-names.ts'
import { certificatesDrawing } from './certificates.tsx'
import { cniCallDrawing } from './cni-call.tsx'
import { controlPlanePartsDrawing } from './control-plane-parts.tsx'
import { criChainDrawing } from './cri-chain.tsx'
import { decisionDrawing } from './decision.tsx'
import { drainDrawing } from './drain.tsx'
import type { Drawing } from './drawing.ts'
import { kubeletLoopDrawing } from './kubelet-loop.tsx'
import { kubeletSettingsDrawing } from './kubelet-settings.tsx'
import { listAndMapDrawing } from './list-and-map.tsx'
import { nameLookupDrawing } from './name-lookup.tsx'
import { nodeDrawing } from './node.tsx'
import { nodePortDrawing } from './node-port.tsx'
import { notreadyTreeDrawing } from './notready-tree.tsx'
import { packetAcrossNodesDrawing } from './packet-across-nodes.tsx'
import { packetToClusterIpDrawing } from './packet-to-cluster-ip.tsx'
import { podSandboxDrawing } from './pod-sandbox.tsx'
import { podStartDrawing } from './pod-start.tsx'
import { registrationDrawing } from './registration.tsx'
import { serviceRulesDrawing } from './service-rules.tsx'
import { silenceDrawing } from './silence.tsx'
import { staticPodDrawing } from './static-pod.tsx'
import { threeProbesDrawing } from './three-probes.tsx'
import { twoJudgesDrawing } from './two-judges.tsx'
import { whatIsTranslatedDrawing } from './what-is-translated.tsx'
import { withoutSshDrawing } from './without-ssh.tsx'

/** The drawing behind each name. */
export const DIAGRAMS: Readonly<Record<DiagramName, Drawing>> = {
  node: nodeDrawing,
  registration: registrationDrawing,
  'kubelet-loop': kubeletLoopDrawing,
  'pod-start': podStartDrawing,
  'kubelet-settings': kubeletSettingsDrawing,
  'three-probes': threeProbesDrawing,
  decision: decisionDrawing,
  silence: silenceDrawing,
  'static-pod': staticPodDrawing,
  'cri-chain': criChainDrawing,
  'notready-tree': notreadyTreeDrawing,
  drain: drainDrawing,
  'two-judges': twoJudgesDrawing,
  'without-ssh': withoutSshDrawing,
  'pod-sandbox': podSandboxDrawing,
  'cni-call': cniCallDrawing,
  'packet-to-cluster-ip': packetToClusterIpDrawing,
  'service-rules': serviceRulesDrawing,
  'list-and-map': listAndMapDrawing,
  'node-port': nodePortDrawing,
  'what-is-translated': whatIsTranslatedDrawing,
  'packet-across-nodes': packetAcrossNodesDrawing,
  'name-lookup': nameLookupDrawing,
  'control-plane-parts': controlPlanePartsDrawing,
  certificates: certificatesDrawing,
}
