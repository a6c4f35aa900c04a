/**
 * What `<Diagram name="...">` can show, in the order of the course. `course lint` refuses every other name; the site does not compile without a
 * drawing for each (`app/_components/diagrams/diagrams.ts`).
 */
export const DIAGRAM_NAMES = [
  'node',
  'registration',
  'kubelet-loop',
  'decision',
  'silence',
  'static-pod',
  'cri-chain',
  'notready-tree',
  'pod-sandbox',
  'cni-call',
  'packet-to-cluster-ip',
  'service-rules',
  'what-is-translated',
  'packet-across-nodes',
] as const
export type DiagramName = (typeof DIAGRAM_NAMES)[number]
