import type { Drawing } from './drawing.ts'
import { Box } from './parts/box.tsx'
import { Caption } from './parts/caption.tsx'

/** When each probe is asked, and what its failure causes. */
export const threeProbesDrawing: Drawing = {
  title: 'Three probes on a line of time',
  description:
    'A line of time. The startup probe is asked first, until it succeeds once. Only then the readiness probe and the liveness probe are asked, ' +
    'for the rest of the life of the container. A failed readiness probe takes the Pod out of its Services. A failed liveness probe restarts the container.',
  width: 600,
  height: 196,
  draw: () => (
    <>
      <Caption x={4} y={16} text="start" />
      <Caption x={196} y={16} text="started: the startup probe has succeeded" />
      <path d="M4 26 h592" className="stroke-line-strong" strokeWidth="1.25" />
      <path d="M196 26 v160" className="stroke-line-strong" strokeWidth="1.25" strokeDasharray="4 4" />
      <Box x={4} y={40} width={180} text="startup" note="fails: restart" tone="accent" />
      <Box x={208} y={92} width={388} text="readiness" note="fails: out of the Services, no restart" tone="good" />
      <Box x={208} y={144} width={388} text="liveness" note="fails: the container is restarted" tone="bad" />
      <Caption x={4} y={120} text="not asked yet" />
      <Caption x={4} y={172} text="not asked yet" />
    </>
  ),
}
