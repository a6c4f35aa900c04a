import type { Drawing } from './drawing.ts'
import { Area } from './parts/area.tsx'
import { Arrow } from './parts/arrow.tsx'
import { Box } from './parts/box.tsx'
import { Caption } from './parts/caption.tsx'

export const packetAcrossNodesDrawing: Drawing = {
  title: 'From a Pod to a Pod on another node, with flannel and VXLAN',
  description:
    'On the first node the packet leaves the Pod through its eth0, whose other end is a veth interface of the node. That ' +
    'hangs on the bridge cni0. The routing table of the node sends it to flannel.1, which packs it into a UDP packet ' +
    'from node address to node address. That leaves through eth0 of the node. On the second node the same things stand ' +
    'in the opposite order: eth0, flannel.1, which unpacks it, the bridge cni0, veth, eth0 of the other Pod.',
  width: 600,
  height: 424,
  draw: () => (
    <>
      <Machine x={1} name="worker" pod="10.244.1.4" bridge="10.244.1.1" node="10.219.7.2" isDown />
      <Machine x={311} name="control-plane" pod="10.244.0.6" bridge="10.244.0.1" node="10.219.7.3" isDown={false} />
      <Arrow from={[224, 379]} to={[373, 379]} tone="accent" />
      <Caption x={300} y={371} text="UDP 8472" tone="accent" anchor="middle" />
    </>
  ),
}

interface MachineProps {
  x: number
  name: string
  pod: string
  bridge: string
  node: string
  /** Whether the packet leaves this node or arrives at it. */
  isDown: boolean
}

function Machine({ x, name, pod, bridge, node, isDown }: MachineProps) {
  const rows = [
    { text: 'Pod: eth0', note: pod },
    { text: 'cni0', note: `bridge, ${bridge}` },
    { text: 'flannel.1', note: isDown ? 'packs' : 'unpacks' },
    { text: 'eth0', note: node },
  ]
  const between = ['veth pair', 'routing table', '']
  return (
    <Area x={x} y={1} width={288} height={422} title={name}>
      {rows.map(({ text, note }, index) => (
        <Box
          key={text}
          x={64}
          y={55 + index * 100}
          width={158}
          text={text}
          note={note}
          tone={index === 0 ? 'accent' : 'plain'}
        />
      ))}
      {between.map((label, index) => (
        <g key={index}>
          <Arrow
            from={[143, isDown ? 102 + index * 100 : 153 + index * 100]}
            to={[143, isDown ? 153 + index * 100 : 103 + index * 100]}
            tone="accent"
          />
          <Caption x={153} y={132 + index * 100} text={label} />
        </g>
      ))}
    </Area>
  )
}
