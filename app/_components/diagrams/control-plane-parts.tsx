import type { Drawing } from './drawing.ts'
import { Area } from './parts/area.tsx'
import { Arrow } from './parts/arrow.tsx'
import { Box } from './parts/box.tsx'
import { Caption } from './parts/caption.tsx'

/** The four parts of the control plane, and who talks to whom. */
export const controlPlanePartsDrawing: Drawing = {
  title: 'The parts of the control plane, and who asks whom',
  description:
    'On the control-plane node kubelet starts four static Pods. Only the API server talks to etcd. Scheduler and controller ' +
    'manager watch the API server: the scheduler writes the node of a Pod, the controller manager makes Pods. kubectl and the ' +
    'kubelets of other nodes ask the API server too.',
  width: 600,
  height: 250,
  draw: () => (
    <>
      <Area x={1} y={1} width={448} height={248} title="control-plane node" note="kubelet starts all four">
        <Box x={20} y={60} width={124} text="etcd" note="keeps objects" tone="strong" />
        <Box x={166} y={120} width={124} text="API server" note="answers" tone="accent" />
        <Box x={312} y={60} width={124} text="scheduler" note="chooses a node" />
        <Box x={312} y={180} width={124} text="controllers" note="make Pods" />
        <Arrow from={[190, 120]} to={[147, 96]} />
        <Arrow from={[330, 106]} to={[293, 130]} hasDot />
        <Arrow from={[330, 180]} to={[293, 158]} hasDot />
      </Area>
      <Box x={486} y={84} width={112} text="kubectl" />
      <Box x={486} y={148} width={112} text="other kubelets" />
      <Arrow from={[486, 116]} to={[293, 138]} hasDot />
      <Arrow from={[486, 168]} to={[293, 150]} hasDot />
      <Caption x={20} y={232} text="a dot: asks and watches" />
    </>
  ),
}
