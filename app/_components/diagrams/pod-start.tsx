import type { Drawing } from './drawing.ts'
import { Box } from './parts/box.tsx'
import { Caption } from './parts/caption.tsx'

/** The start of a Pod on a line of time: init containers, a sidecar, containers. */
export const podStartDrawing: Drawing = {
  title: 'The containers of a Pod on a line of time',
  description:
    'A line of time. First volumes and sandbox. Then a first init container runs to its end. Then a sidecar starts and keeps ' +
    'running. Then a second init container runs to its end. Then the containers of the Pod start, all at once. When they have ' +
    'ended, the sidecar is ended.',
  width: 600,
  height: 222,
  draw: () => (
    <>
      <Caption x={4} y={16} text="time goes to the right" />
      <path d="M140 10 h456" className="stroke-line-strong" strokeWidth="1.25" />
      <Box x={4} y={28} width={112} height={34} text="sandbox" tone="strong" />
      <Box x={124} y={66} width={104} height={34} text="init 1" tone="accent" />
      <Box x={236} y={104} width={360} height={34} text="sidecar: starts here and stays" tone="good" />
      <Box x={248} y={142} width={104} height={34} text="init 2" tone="accent" />
      <Box x={360} y={180} width={200} height={34} text="the containers" tone="strong" />
      <Caption x={4} y={87} text="each to its end" />
      <Caption x={4} y={201} text="all at once, after the last init container" />
    </>
  ),
}
