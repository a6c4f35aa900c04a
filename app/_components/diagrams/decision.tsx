import type { Drawing } from './drawing.ts'
import { Area } from './parts/area.tsx'
import { Arrow } from './parts/arrow.tsx'
import { Box } from './parts/box.tsx'
import { Caption } from './parts/caption.tsx'
import type { Point } from './parts/path.ts'

/** The stages of a Pod from a record to a process. */
export const decisionDrawing: Drawing = {
  title: 'The stations between a decision and a process',
  description:
    'On the control plane a Pod is stored, and a Binding writes spec.nodeName into it. On the node kubelet sees the Pod and ' +
    'prepares its volumes. Then it asks the runtime, over CRI, for the sandbox, which gets its network from the network ' +
    'plugin, for the image and for the container. Kubelet runs the probes and reports the status to the API server.',
  width: 600,
  height: 318,
  draw: () => (
    <>
      <Area x={1} y={1} width={164} height={316} title="control plane">
        <Box x={22} y={60} width={124} text="stored" note="API server, etcd" />
        <Box x={22} y={150} width={124} text="decided" note="Binding" tone="accent" />
        <Arrow from={[84, 106]} to={[84, 147]} />
      </Area>
      <Node />
      <Arrow from={[147, 173]} via={turnAt(190, 173, 88)} to={[232, 88]} tone="accent" />
      <Arrow from={[235, 268]} via={turnAt(11, 268, 83)} to={[18, 83]} isDashed />
      <Caption x={112} y={286} text="status" anchor="middle" />
    </>
  ),
}

/** Stages of the kubelet on the left, of the runtime on the right. */
function Node() {
  return (
    <Area x={215} y={1} width={384} height={316} title="node">
      <Caption x={20} y={56} text="kubelet" />
      <Caption x={364} y={56} text="runtime" anchor="end" />
      <Box x={20} y={64} text="seen" tone="strong" />
      <Box x={20} y={128} text="volumes" tone="strong" />
      <Box x={20} y={245} text="probes" tone="strong" />
      <Box x={230} y={64} width={134} text="sandbox" note="network, address" />
      <Box x={230} y={154} width={134} text="image" />
      <Box x={230} y={245} width={134} text="container" tone="accent" />
      <Arrow from={[77, 110]} to={[77, 125]} />
      <Arrow from={[134, 151]} via={turnAt(182, 151, 87)} to={[227, 87]} />
      <Caption x={189} y={124} text="CRI" />
      <Arrow from={[297, 110]} to={[297, 151]} />
      <Arrow from={[297, 200]} to={[297, 242]} />
      <Arrow from={[137, 268]} to={[227, 268]} isDashed hasDot />
    </Area>
  )
}

/** A line with two corners: horizontal, vertical at `x`, horizontal. */
function turnAt(x: number, fromY: number, toY: number): readonly Point[] {
  return [
    [x, fromY],
    [x, toY],
  ]
}
