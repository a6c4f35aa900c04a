import type { Drawing } from './drawing.ts'
import { Area } from './parts/area.tsx'
import { Arrow } from './parts/arrow.tsx'
import { Box } from './parts/box.tsx'
import { Caption } from './parts/caption.tsx'

/** How a Pod gets its address: the runtime runs two CNI plugins with a command and JSON. */
export const cniCallDrawing: Drawing = {
  title: 'One call of CNI',
  description:
    'kubelet asks containerd over CRI for a sandbox. containerd creates a network namespace, reads the configuration ' +
    'in /etc/cni/net.d and runs the plugin that it names from /opt/cni/bin, with the variable CNI_COMMAND=ADD and the ' +
    'configuration as its input. The plugin runs host-local, which notes down a free address of the range of this node. ' +
    'Then the plugin puts eth0 with that address into the network namespace of the Pod, and prints the result as JSON.',
  width: 600,
  height: 300,
  draw: () => (
    <>
      <Box x={1} y={30} width={110} text="kubelet" tone="strong" />
      <Arrow from={[113, 53]} to={[163, 53]} />
      <Caption x={138} y={44} text="CRI" anchor="middle" />
      <Box x={167} y={30} width={110} text="containerd" tone="strong" />
      <Box x={122} y={122} width={200} text="10-….conflist" note="/etc/cni/net.d" />
      <Arrow from={[222, 118]} to={[222, 80]} isDashed />
      <Caption x={214} y={104} text="reads" anchor="end" />
      <Caption x={362} y={42} text="CNI_COMMAND=ADD" tone="accent" anchor="middle" />
      <Arrow from={[279, 53]} to={[445, 53]} tone="accent" />
      <Caption x={342} y={71} text="JSON in, JSON out" anchor="middle" />
      <Box x={449} y={30} width={150} text="bridge or ptp" note="/opt/cni/bin" tone="accent" />
      <Arrow from={[560, 80]} to={[560, 118]} tone="accent" />
      <Caption x={552} y={104} text="asks for an address" anchor="end" />
      <Box x={449} y={122} width={150} text="host-local" note="/opt/cni/bin" tone="accent" />
      <Area x={1} y={196} width={598} height={102} title="network namespace of the Pod">
        <Box x={428} y={34} width={150} text="eth0" note="10.244.1.200" tone="good" />
      </Area>
      <Arrow
        from={[447, 68]}
        via={[
          [405, 68],
          [405, 252],
        ]}
        to={[425, 252]}
        tone="accent"
      />
      <Caption x={396} y={186} text="puts it in" anchor="end" />
    </>
  ),
}
