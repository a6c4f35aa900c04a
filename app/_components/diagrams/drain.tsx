import type { Drawing } from './drawing.ts'
import { Arrow } from './parts/arrow.tsx'
import { Box } from './parts/box.tsx'
import { Caption } from './parts/caption.tsx'

/** A node is closed, emptied, repaired and opened; its Pods do not return. */
export const drainDrawing: Drawing = {
  title: 'A node is emptied and comes back',
  description:
    'Four states from left to right. Open: the node runs Pods and takes new ones. Cordoned: it runs Pods and takes no new ones. ' +
    'Drained: only Pods of DaemonSets are left, new Pods run elsewhere. After uncordon it is open and empty, until new Pods come.',
  width: 600,
  height: 178,
  draw: () => (
    <>
      <Box x={4} y={30} width={118} text="open" note="2 Pods" tone="good" />
      <Box x={162} y={30} width={118} text="cordoned" note="2 Pods, no new" tone="accent" />
      <Box x={320} y={30} width={118} text="drained" note="DaemonSets only" tone="strong" />
      <Box x={478} y={30} width={118} text="open" note="still empty" tone="good" />
      <Arrow from={[122, 53]} to={[159, 53]} />
      <Arrow from={[280, 53]} to={[317, 53]} />
      <Arrow from={[438, 53]} to={[475, 53]} />
      <Caption x={140} y={20} text="cordon" anchor="middle" />
      <Caption x={298} y={20} text="drain" anchor="middle" />
      <Caption x={456} y={20} text="uncordon" anchor="middle" />
      <Box x={320} y={126} width={276} text="another node" note="the new Pods stay here" />
      <Arrow from={[379, 76]} to={[379, 123]} tone="accent" isDashed />
      <Caption x={389} y={104} text="one by one, as the budget allows" />
    </>
  ),
}
