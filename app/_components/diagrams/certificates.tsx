import type { Drawing } from './drawing.ts'
import { Arrow } from './parts/arrow.tsx'
import { Box } from './parts/box.tsx'
import { Caption } from './parts/caption.tsx'

/** The connections of a cluster, with the certificates that each side shows. */
export const certificatesDrawing: Drawing = {
  title: 'Who calls whom, and what each side shows',
  description:
    'kubectl and kubelet call the API server with client certificates, and the API server shows its serving certificate. The ' +
    'API server calls etcd with a client certificate, and etcd shows its serving certificate of another authority. The API ' +
    'server also calls kubelet on port 10250, where kubelet shows a serving certificate.',
  width: 600,
  height: 200,
  draw: () => (
    <>
      <Box x={4} y={76} width={112} text="kubectl" note="client: admin" />
      <Box x={236} y={76} width={132} text="API server" note="serves on 6443" tone="accent" />
      <Box x={484} y={20} width={112} text="etcd" note="serves on 2379" tone="strong" />
      <Box x={484} y={136} width={112} text="kubelet" note="serves on 10250" tone="strong" />
      <Arrow from={[116, 99]} to={[233, 99]} hasDot />
      <Caption x={176} y={90} text="proves the server" anchor="middle" />
      <Arrow from={[368, 90]} to={[481, 48]} hasDot />
      <Caption x={410} y={54} text="own authority" anchor="middle" />
      <Arrow from={[368, 106]} to={[481, 150]} hasDot />
      <Caption x={400} y={146} text="logs, exec" anchor="middle" />
      <Arrow from={[484, 174]} to={[302, 125]} via={[[302, 174]]} hasDot />
      <Caption x={392} y={190} text="node: reports" anchor="middle" />
    </>
  ),
}
