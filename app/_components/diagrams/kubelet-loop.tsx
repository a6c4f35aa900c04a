import type { Drawing } from './drawing.ts'
import { Arrow } from './parts/arrow.tsx'
import { Box } from './parts/box.tsx'
import { Caption } from './parts/caption.tsx'

/** Desired state, actual state, and the loop that reconciles them. */
export const kubeletLoopDrawing: Drawing = {
  title: 'The loop of kubelet',
  description:
    'Kubelet learns what should be on its node from two places: the Pods of its own node at the API server, and the files ' +
    'of static Pods on its disk. What is there it learns from the container runtime. It compares the two, asks the runtime ' +
    'to start or stop what makes the difference, reports the result to the API server, and begins again.',
  width: 600,
  height: 286,
  draw: () => (
    <>
      <Caption x={20} y={22} text="what should be" tone="title" />
      <Caption x={580} y={22} text="what is" tone="title" anchor="end" />
      <Box x={20} y={38} width={150} text="API server" note="Pods of this node" />
      <Box x={20} y={130} width={150} text="manifests" note="static Pods, on disk" />
      <Box x={235} y={84} width={130} text="compare" note="kubelet" tone="accent" />
      <Box x={450} y={84} width={130} text="containers" note="seen by the runtime" />
      <Box x={235} y={186} width={130} text="act" note="kubelet" tone="accent" />
      <Box x={450} y={186} width={130} text="runtime" note="start, stop" />
      <Arrow from={[170, 61]} to={[232, 94]} />
      <Arrow from={[170, 153]} to={[232, 120]} />
      <Arrow from={[450, 107]} to={[368, 107]} />
      <Arrow from={[300, 130]} to={[300, 183]} tone="accent" />
      <Caption x={308} y={161} text="the difference" tone="accent" />
      <Arrow from={[365, 209]} to={[447, 209]} />
      <Caption x={406} y={202} text="CRI" anchor="middle" />
      <Arrow from={[515, 186]} to={[515, 133]} />
      <Arrow
        from={[300, 232]}
        via={[
          [300, 262],
          [8, 262],
          [8, 61],
        ]}
        to={[17, 61]}
        isDashed
      />
      <Caption x={154} y={279} text="report: status of the Pods and of the node" anchor="middle" />
    </>
  ),
}
