import type { Drawing } from './drawing.ts'
import { Area } from './parts/area.tsx'
import { Arrow } from './parts/arrow.tsx'
import { Box } from './parts/box.tsx'
import { Caption } from './parts/caption.tsx'

/** From a manifest file to a container, and the mirror Pod in the API server. */
export const staticPodDrawing: Drawing = {
  title: 'A static Pod and its mirror',
  description:
    'On a node, kubelet reads a file in /etc/kubernetes/manifests and has the runtime start its containers. Then it makes a ' +
    'mirror Pod at the API server, which kubectl shows. What is done to the mirror does not reach the containers: deleted, it ' +
    'is created again.',
  width: 600,
  height: 236,
  draw: () => (
    <>
      <Area x={1} y={1} width={398} height={234} title="node">
        <Box x={20} y={60} width={150} text="beacon.yaml" note="manifests, on disk" tone="accent" />
        <Box x={248} y={60} width={130} text="kubelet" tone="strong" />
        <Box x={248} y={160} width={130} text="container" note="by the runtime" tone="good" />
        <Arrow from={[170, 83]} to={[245, 83]} tone="accent" />
        <Caption x={208} y={76} text="what shall run" anchor="middle" />
        <Arrow from={[313, 106]} to={[313, 157]} />
        <Caption x={305} y={137} text="starts, ends" anchor="end" />
      </Area>
      <Box x={470} y={60} width={129} text="mirror Pod" note="API server" />
      <Box x={470} y={160} width={129} text="kubectl" />
      <Arrow from={[379, 83]} to={[467, 83]} isDashed />
      <Caption x={433} y={76} text="shows" anchor="middle" />
      <Arrow from={[534, 160]} to={[534, 109]} />
      <Caption x={526} y={139} text="deletes" anchor="end" />
    </>
  ),
}
