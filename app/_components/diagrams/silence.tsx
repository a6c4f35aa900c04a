import type { Drawing } from './drawing.ts'
import { Box } from './parts/box.tsx'
import { Caption } from './parts/caption.tsx'

/** Seconds after the last renewal. Not to scale: the last interval is five times as long as the others together. */
const MOMENTS = [
  { x: 116, when: '0 s', what: 'last renewal', note: 'of the Lease', tone: 'plain' },
  { x: 240, when: '50 s', what: 'Unknown', note: 'out of Services', tone: 'bad' },
  { x: 364, when: '60 s', what: 'NoExecute', note: 'clock starts', tone: 'bad' },
  { x: 488, when: '360 s', what: 'deletion', note: 'recreated', tone: 'bad' },
] as const

/** The reaction of the control plane to a node that stops renewing its lease. */
export const silenceDrawing: Drawing = {
  title: 'A silent node, as the control plane sees it and as it is',
  description:
    'A line of time. On the control plane: 50 seconds after the last renewal of the Lease the node is Unknown and its Pods ' +
    'are left out of Services; at 60 seconds the taint NoExecute is set; 300 seconds later Pods with the usual toleration are ' +
    'marked for deletion and recreated. On the node, kubelet is stopped all the time, and the containers run without a break.',
  width: 600,
  height: 210,
  draw: () => (
    <>
      <Caption x={4} y={62} text="control plane" />
      <Caption x={4} y={150} text="node" />
      <path d="M112 98 h484" className="stroke-line-strong" strokeWidth="1.25" />
      {MOMENTS.map(({ x, when, what, note, tone }) => (
        <g key={when}>
          <Box x={x - 2} y={34} width={108} text={what} note={note} tone={tone} />
          <path d={`M${x + 52} 80 v18`} className="stroke-line-strong" strokeWidth="1.25" />
          <Caption x={x + 52} y={22} text={when} anchor="middle" />
        </g>
      ))}
      <Box x={112} y={118} width={60} height={34} text="kubelet" tone="strong" />
      <Caption x={182} y={140} text="stopped" />
      <Box x={112} y={164} width={484} height={34} text="the containers run" tone="good" />
    </>
  ),
}
