/**
 * What `<Diagram name="...">` can show, in the order of the course. `course lint` refuses every other name; the site does not compile without a
 * drawing for each (`app/_components/diagrams/diagrams.ts`).
 */
export const DIAGRAM_NAMES = ['node', 'cri-chain', 'pod-sandbox'] as const
export type DiagramName = (typeof DIAGRAM_NAMES)[number]
