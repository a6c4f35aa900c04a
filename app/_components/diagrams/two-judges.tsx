import type { Drawing } from './drawing.ts'
import { Area } from './parts/area.tsx'
import { Arrow } from './parts/arrow.tsx'
import { Box } from './parts/box.tsx'
import { Caption } from './parts/caption.tsx'

/** The kernel ends a process over the limit of its cgroup; kubelet evicts Pods when the node is short. */
export const twoJudgesDrawing: Drawing = {
  title: 'Who ends a container, and when',
  description:
    'Two cases side by side. Left: a container uses more than the limit of its cgroup. The kernel kills its process, the status says ' +
    'OOMKilled, and kubelet starts the container again. Right: the node is short of memory or disk. Kubelet evicts a Pod, the status ' +
    'says Evicted, and the Pod is not started again.',
  width: 600,
  height: 214,
  draw: () => (
    <>
      <Area x={1} y={1} width={288} height={212} title="its own limit">
        <Box x={20} y={52} width={112} text="container" note="cgroup is full" tone="bad" />
        <Box x={156} y={52} width={112} text="kernel" note="signal 9" tone="strong" />
        <Arrow from={[156, 75]} to={[135, 75]} tone="bad" />
        <Box x={20} y={146} width={248} text="OOMKilled, 137" note="kubelet starts it again" />
        <Arrow from={[76, 98]} to={[76, 143]} />
      </Area>
      <Area x={311} y={1} width={288} height={212} title="the node is short">
        <Box x={20} y={52} width={112} text="Pod" note="over its request" tone="bad" />
        <Box x={156} y={52} width={112} text="kubelet" note="eviction" tone="strong" />
        <Arrow from={[156, 75]} to={[135, 75]} tone="bad" />
        <Box x={20} y={146} width={248} text="Evicted, Failed" note="not started again here" />
        <Arrow from={[76, 98]} to={[76, 143]} />
      </Area>
      <Caption x={300} y={110} text="or" anchor="middle" />
    </>
  ),
}
