import type { Drawing } from './drawing.ts'
import { Arrow } from './parts/arrow.tsx'
import { Box } from './parts/box.tsx'
import { Caption } from './parts/caption.tsx'

const PODS = ['10.244.1.2:8080', '10.244.1.3:8080', '10.244.1.4:8080']
const SHARES = ['1 of 3', '1 of 2 left', 'the rest']

export const serviceRulesDrawing: Drawing = {
  title: 'The chains of one Service with three Pods',
  description:
    'A packet from a Pod enters through PREROUTING, one from the node itself through OUTPUT. Both lead to the chain ' +
    'KUBE-SERVICES, which asks for which Service the packet is. From there it goes to the KUBE-SVC chain of that ' +
    'Service, which throws the dice: one in three packets goes to the first KUBE-SEP chain, half of those that are left ' +
    'to the second, the rest to the third. Each KUBE-SEP chain puts the address of one Pod into the packet.',
  width: 600,
  height: 232,
  draw: () => (
    <>
      <Box x={1} y={53} width={100} text="PREROUTING" note="from Pods" />
      <Box x={1} y={133} width={100} text="OUTPUT" note="from the node" />
      <Arrow from={[102, 76]} to={[121, 107]} />
      <Arrow from={[102, 156]} to={[121, 125]} />
      <Box x={124} y={93} width={108} text="KUBE-SERVICES" note="which Service?" />
      <Arrow from={[233, 116]} to={[253, 116]} />
      <Box x={256} y={93} width={98} text="KUBE-SVC-..." note="which Pod?" tone="accent" />
      {PODS.map((pod, index) => (
        <g key={pod}>
          <Arrow from={[355, 116]} to={[455, 24 + index * 92]} tone="accent" />
          <Caption x={428} y={[30, 109, 214][index] ?? 0} text={SHARES[index] ?? ''} tone="accent" anchor="end" />
          <Box x={458} y={1 + index * 92} width={141} text="KUBE-SEP-..." note={`DNAT ${pod}`} />
        </g>
      ))}
    </>
  ),
}
