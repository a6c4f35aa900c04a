import type { DiagramName } from '#course/diagram-names.ts'
import type { Drawing } from './drawing.ts'
import { nodeDrawing } from './node.tsx'

/** The drawing behind each name. */
export const DIAGRAMS: Readonly<Record<DiagramName, Drawing>> = {
  node: nodeDrawing,
}
