import type { Drawing } from './drawing.ts'
import { Area } from './parts/area.tsx'
import { Arrow } from './parts/arrow.tsx'
import { Box } from './parts/box.tsx'
import { Caption } from './parts/caption.tsx'

/** A call from outside to the port of a node, with the Pod on the same or on another node. */
export const nodePortDrawing: Drawing = {
  title: 'A node port: every node is a door',
  description:
    'A caller outside calls port 30080 of a node. Each node has the rules. Node B has the Pod and leads to it. Node A has none: with the ' +
    'policy Cluster it passes the packet on to node B, with the policy Local it drops it.',
  width: 600,
  height: 232,
  draw: () => (
    <>
      <Box x={4} y={92} width={108} text="caller" note="outside" tone="strong" />
      <Area x={180} y={1} width={418} height={108} title="node A">
        <Box x={20} y={48} width={132} text="port 30080" note="rules" tone="accent" />
      </Area>
      <Area x={180} y={123} width={418} height={108} title="node B">
        <Box x={20} y={48} width={132} text="port 30080" note="rules" tone="accent" />
        <Box x={272} y={48} width={126} text="Pod" note="shop" tone="good" />
        <Arrow from={[152, 71]} to={[269, 71]} />
      </Area>
      <Arrow from={[112, 106]} to={[197, 76]} hasDot />
      <Arrow from={[112, 126]} to={[197, 190]} hasDot />
      <Arrow from={[332, 72]} to={[515, 168]} via={[[515, 72]]} isDashed />
      <Caption x={344} y={62} text="Cluster: passed on; Local: dropped" />
    </>
  ),
}
