import type { Drawing } from './drawing.ts'
import { Area } from './parts/area.tsx'
import { Arrow } from './parts/arrow.tsx'
import { Box } from './parts/box.tsx'
import { Caption } from './parts/caption.tsx'

export const packetToClusterIpDrawing: Drawing = {
  title: 'A call to a ClusterIP',
  description:
    'On the node of the sender, a program calls the Service address 10.96.102.150, port 80. The packet comes to rules in ' +
    'the kernel of that same node, which put the address of a Pod, 10.244.1.3, port 8080, in its place. Then it goes to ' +
    'that Pod, on whatever node it is. kube-proxy has written the rules beforehand: it watches Services and ' +
    'EndpointSlices at the API server, and no packet passes through it.',
  width: 600,
  height: 304,
  draw: () => (
    <>
      <Area x={1} y={1} width={358} height={302} title="node of the sender">
        <Box x={20} y={60} width={140} text="any program" />
        <Box x={224} y={60} text="kube-proxy" tone="strong" />
        <Box
          x={20}
          y={214}
          width={318}
          height={60}
          text="rules in the kernel"
          note="10.96.102.150:80 becomes 10.244.1.3:8080"
          tone="accent"
        />
      </Area>
      <Arrow from={[91, 107]} to={[91, 212]} tone="accent" />
      <Caption x={100} y={165} text="to 10.96.102.150:80" tone="accent" />
      <Arrow from={[282, 107]} to={[282, 212]} isDashed />
      <Caption x={290} y={165} text="writes" />
      <Box x={450} y={21} width={149} text="API server" />
      <Arrow from={[339, 78]} to={[447, 46]} isDashed hasDot />
      <Caption x={449} y={86} text="Services and" />
      <Caption x={449} y={101} text="EndpointSlices" />
      <Area x={410} y={130} width={189} height={173} title="node of the Pod">
        <Box x={20} y={91} width={149} text="Pod of shop" note="10.244.1.3:8080" />
      </Area>
      <Arrow from={[339, 245]} to={[427, 245]} tone="accent" />
    </>
  ),
}
