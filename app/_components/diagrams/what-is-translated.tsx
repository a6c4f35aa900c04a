import type { Drawing } from './drawing.ts'
import { Arrow } from './parts/arrow.tsx'
import { Box } from './parts/box.tsx'
import { Caption } from './parts/caption.tsx'

const WAYS = [
  { to: 'Pod, same node', change: 'nothing changes' },
  { to: 'Pod, other node', change: 'nothing changes' },
  { to: 'Service', change: 'destination becomes a Pod' },
  { to: 'outside the Pods', change: 'source becomes the node' },
] as const

export const whatIsTranslatedDrawing: Drawing = {
  title: 'What is translated on the way, and what is not',
  description:
    'A Pod sends four packets. To a Pod on the same node and to a Pod on another node: nothing in the packet changes. ' +
    'To a Service: its destination is replaced by the address of a Pod. To an address outside the Pod network: its ' +
    'source is replaced by the address of the node.',
  width: 600,
  height: 250,
  draw: () => (
    <>
      <Box x={1} y={102} width={128} text="Pod" note="10.244.1.4" tone="strong" />
      {WAYS.map(({ to, change }, index) => {
        const isChanged = index > 1
        const y = 24 + index * 67
        return (
          <g key={to}>
            <Arrow from={[130, 125]} via={[[208, y]]} to={[447, y]} tone={isChanged ? 'accent' : 'plain'} />
            <Caption x={222} y={y - 7} text={change} tone={isChanged ? 'accent' : 'faint'} />
            <Box x={450} y={y - 23} width={149} text={to} tone={isChanged ? 'accent' : 'plain'} />
          </g>
        )
      })}
    </>
  ),
}
