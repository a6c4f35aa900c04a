import type { Drawing } from './drawing.ts'
import { Area } from './parts/area.tsx'
import { Arrow } from './parts/arrow.tsx'
import { Box } from './parts/box.tsx'
import { Caption } from './parts/caption.tsx'

/** The way of a question for a name, from a Pod to CoreDNS. */
export const nameLookupDrawing: Drawing = {
  title: 'The way of a name',
  description:
    'Kubelet writes resolv.conf into the Pod. The Pod asks the address of the Service kube-dns, 10.96.0.10. The rules of ' +
    'kube-proxy lead the packet to a Pod of CoreDNS. CoreDNS watches Services at the API server, and answers from what it knows.',
  width: 600,
  height: 216,
  draw: () => (
    <>
      <Area x={1} y={1} width={204} height={214} title="node of the Pod">
        <Box x={20} y={52} width={160} text="kubelet" note="clusterDNS" tone="strong" />
        <Box x={20} y={146} width={160} text="resolv.conf" note="in the Pod" tone="accent" />
        <Arrow from={[100, 98]} to={[100, 143]} />
        <Caption x={108} y={124} text="writes" />
      </Area>
      <Box x={262} y={146} width={128} text="10.96.0.10" note="Service kube-dns" />
      <Box x={448} y={146} width={150} text="CoreDNS" note="two Pods" tone="good" />
      <Box x={448} y={52} width={150} text="API server" note="Services, Pods" />
      <Arrow from={[180, 169]} to={[259, 169]} hasDot />
      <Caption x={222} y={160} text="asks" anchor="middle" />
      <Arrow from={[390, 169]} to={[445, 169]} />
      <Caption x={418} y={160} text="rules" anchor="middle" />
      <Arrow from={[523, 146]} to={[523, 101]} hasDot />
      <Caption x={531} y={126} text="watches" />
    </>
  ),
}
