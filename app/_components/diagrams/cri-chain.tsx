import type { Drawing } from './drawing.ts'
import { Area } from './parts/area.tsx'
import { Arrow } from './parts/arrow.tsx'
import { Box } from './parts/box.tsx'
import { Caption } from './parts/caption.tsx'

/** From the kubelet's call to a process, with the programs between them. */
export const criChainDrawing: Drawing = {
  title: 'From an order to a process',
  description:
    'kubelet and containerd are systemd services. kubelet sends containerd its orders over CRI: gRPC calls on a socket ' +
    'of the same machine. containerd starts one shim for each Pod. The shim calls runc, which sets up namespaces and ' +
    'cgroup, starts the process and ends. The Pod holds the processes pause and web; the shim remains their parent.',
  width: 600,
  height: 252,
  draw: () => (
    <>
      <Box x={1} y={30} width={118} text="kubelet" note="systemd service" tone="strong" />
      <Caption x={180} y={43} text="CRI" tone="accent" anchor="middle" />
      <Arrow from={[121, 53]} to={[237, 53]} tone="accent" />
      <Caption x={180} y={71} text="gRPC, one socket" anchor="middle" />
      <Box x={241} y={30} width={118} text="containerd" note="systemd service" tone="strong" />
      <Caption x={420} y={43} text="starts" anchor="middle" />
      <Arrow from={[361, 53]} to={[477, 53]} />
      <Box x={481} y={30} width={118} text="shim" note="one for a Pod" />
      <Arrow from={[560, 78]} to={[560, 164]} />
      <Caption x={552} y={132} text="calls" anchor="end" />
      <Box x={481} y={168} width={118} text="runc" note="starts it, ends" />
      <Area x={1} y={116} width={358} height={134} title="Pod" note="namespaces, cgroup">
        <Box x={20} y={57} text="pause" />
        <Box x={224} y={57} text="web" tone="accent" />
      </Area>
      <Arrow from={[479, 198]} to={[363, 198]} />
      <Caption x={421} y={218} text="sets up" anchor="middle" />
      <Arrow from={[510, 78]} via={[[510, 150]]} to={[363, 150]} isDashed />
      <Caption x={432} y={142} text="remains the parent" anchor="middle" />
    </>
  ),
}
