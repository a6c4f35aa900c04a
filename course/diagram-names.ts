/**
 * Names for `<Diagram name="...">`, in the order of the course. `course lint` refuses other names, and the site does not compile without a
 * drawing for each (`app/_components/diagrams/diagrams.ts`).
 */
export const DIAGRAM_NAMES = [
  'node',
  'registration',
  'kubelet-loop',
  'pod-start',
  'kubelet-settings',
  'three-probes',
  'decision',
  'silence',
  'static-pod',
  'cri-chain',
  'notready-tree',
  'drain',
  'two-judges',
  'without-ssh',
  'pod-sandbox',
  'cni-call',
  'packet-to-cluster-ip',
  'service-rules',
  'list-and-map',
  'node-port',
  'what-is-translated',
  'packet-across-nodes',
  'name-lookup',
  'control-plane-parts',
  'certificates',
] as const
export type DiagramName = (typeof DIAGRAM_NAMES)[number]
