import type { Drawing } from './drawing.ts'
import { Area } from './parts/area.tsx'
import { Arrow } from './parts/arrow.tsx'
import { Box } from './parts/box.tsx'
import { Caption } from './parts/caption.tsx'

/** Two nodes with their processes and Pods: the main diagram of the course. */
export const nodeDrawing: Drawing = {
  title: 'What runs on a node',
  description:
    'Two nodes side by side. On each, systemd starts kubelet and containerd; kubelet asks containerd over CRI, and ' +
    'containerd runs the Pods. The control-plane node runs the API server, etcd, the scheduler and the controller ' +
    'manager as Pods; the worker runs your Pods. Both run kube-proxy. Each kubelet watches the API server for Pods of ' +
    'its own node.',
  width: 600,
  height: 372,
  draw: () => (
    <>
      <Machine x={1} name="control-plane" pods={['etcd', 'kube-apiserver', 'scheduler', 'controllers', 'kube-proxy']} />
      <Machine x={311} name="worker" pods={['your Pod', 'your Pod', 'kube-proxy']} ownPods={2} />
      <Arrow
        from={[269, 196]}
        via={[
          [300, 196],
          [292, 84],
        ]}
        to={[328, 84]}
        isCurved
        isDashed
        hasDot
        tone="accent"
      />
    </>
  ),
}

interface MachineProps {
  x: number
  name: string
  pods: readonly string[]
  /** How many of the Pods belong to the learner. */
  ownPods?: number
}

function Machine({ x, name, pods, ownPods = 0 }: MachineProps) {
  return (
    <Area x={x} y={1} width={288} height={370} title={name} note="systemd">
      <Box x={20} y={60} text="kubelet" tone="strong" />
      <Box x={154} y={60} text="containerd" tone="strong" />
      <Arrow from={[136, 83]} to={[151, 83]} />
      <Caption x={144} y={54} text="CRI" anchor="middle" />
      <path d="M20 132 h248" className="stroke-line" strokeWidth="1.25" strokeDasharray="2 5" />
      <Caption x={268} y={156} text="Pods" anchor="end" />
      {pods.map((pod, index) => (
        <Box
          key={`${pod}-${index}`}
          x={20 + (index % 2) * 134}
          y={172 + Math.floor(index / 2) * 62}
          text={pod}
          tone={index < ownPods ? 'accent' : 'plain'}
        />
      ))}
    </Area>
  )
}
