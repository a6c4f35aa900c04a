import type { DiagramName } from '#course/diagram-names.ts'
import { criChainDrawing } from './cri-chain.tsx'
import type { Drawing } from './drawing.ts'
import { nodeDrawing } from './node.tsx'
import { podSandboxDrawing } from './pod-sandbox.tsx'

/** The drawing behind each name. */
export const DIAGRAMS: Readonly<Record<DiagramName, Drawing>> = {
  node: nodeDrawing,
  'cri-chain': criChainDrawing,
  'pod-sandbox': podSandboxDrawing,
}
