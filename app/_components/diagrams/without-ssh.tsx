import type { Drawing } from './drawing.ts'
import { Area } from './parts/area.tsx'
import { Arrow } from './parts/arrow.tsx'
import { Box } from './parts/box.tsx'
import { Caption } from './parts/caption.tsx'

/** The ways from kubectl to the inside of a node: all go through kubelet. */
export const withoutSshDrawing: Drawing = {
  title: 'Ways into a node without ssh',
  description:
    'kubectl asks the API server, and the API server asks the kubelet of the node, on port 10250. Kubelet prints its settings and ' +
    'logs, and starts a debugging Pod that sees the disk and the processes of the node.',
  width: 600,
  height: 214,
  draw: () => (
    <>
      <Box x={4} y={84} width={100} text="kubectl" />
      <Box x={142} y={84} width={110} text="API server" />
      <Area x={292} y={1} width={307} height={212} title="node">
        <Box x={16} y={83} width={110} text="kubelet" note="port 10250" tone="accent" />
        <Box x={166} y={40} width={126} text="configz, logs" note="journal" tone="strong" />
        <Box x={166} y={142} width={126} text="debugging Pod" note="/host" tone="good" />
        <Arrow from={[126, 98]} to={[163, 70]} />
        <Arrow from={[126, 118]} to={[163, 158]} />
        <Caption x={132} y={150} text="starts" anchor="end" />
      </Area>
      <Arrow from={[104, 107]} to={[139, 107]} hasDot />
      <Arrow from={[252, 107]} to={[305, 107]} hasDot />
      <Caption x={270} y={96} text="proxy" anchor="middle" />
    </>
  ),
}
