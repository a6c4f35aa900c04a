import type { DiagramName } from '#course/diagram-names.ts'
import { criChainDrawing } from './cri-chain.tsx'
import type { Drawing } from './drawing.ts'
import { nodeDrawing } from './node.tsx'
import { podSandboxDrawing } from './pod-sandbox.tsx'
import { packetAcrossNodesDrawing } from './packet-across-nodes.tsx'
import { packetToClusterIpDrawing } from './packet-to-cluster-ip.tsx'
import { serviceRulesDrawing } from './service-rules.tsx'
import { whatIsTranslatedDrawing } from './what-is-translated.tsx'

/** The drawing behind each name. */
export const DIAGRAMS: Readonly<Record<DiagramName, Drawing>> = {
  node: nodeDrawing,
  'cri-chain': criChainDrawing,
  'pod-sandbox': podSandboxDrawing,
  'packet-to-cluster-ip': packetToClusterIpDrawing,
  'service-rules': serviceRulesDrawing,
  'what-is-translated': whatIsTranslatedDrawing,
  'packet-across-nodes': packetAcrossNodesDrawing,
}
