'use client'
import '@xyflow/react/dist/base.css'
import { Handle, type NodeProps, Position, ReactFlow } from '@xyflow/react'
import { type ReactNode, useRef, useState } from 'react'
import type { ClusterFocus, ClusterView } from '#protocol/cluster.ts'
import { type DrawnNode, drawnEdges, drawnNodes } from './drawing-parts.ts'
import { layoutWidth } from './cluster-layout.ts'
import { NodeCard } from './node-card.tsx'
import { PodCard } from './pod-card.tsx'
import { ServiceCard } from './service-card.tsx'

export interface ClusterDrawingProps {
  view: ClusterView
  focus: ClusterFocus
  onPod: (key: string) => void
  onService: (key: string) => void
}

const MARGIN = 12
/** Text stays readable; the learner pans to the rest of the drawing. */
const ZOOM = { min: 0.7, max: 1.1 }

/** Hidden from screen readers: the list has the same content, and the fields above have the same choices. */
export function ClusterDrawing({ view, focus, onPod, onService }: ClusterDrawingProps) {
  const box = useRef<HTMLDivElement>(null)
  const [isPlaced, setIsPlaced] = useState(false)
  return (
    // Invisible until the viewport is set, so that the drawing does not jump.
    <div ref={box} aria-hidden className={`cluster-drawing h-full ${isPlaced ? '' : 'invisible'}`}>
      <ReactFlow
        nodes={drawnNodes(view, focus)}
        edges={drawnEdges(view, focus)}
        nodeTypes={NODE_TYPES}
        onNodeClick={(_event, { type, data }) => {
          if (type === 'pod') onPod(data.pod.key)
          if (type === 'service') onService(data.service.key)
        }}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        disableKeyboardA11y
        panOnScroll
        minZoom={0.4}
        maxZoom={2}
        onInit={({ setViewport }) => {
          void setViewport(firstViewport(box.current?.clientWidth ?? 0, layoutWidth(view)))
          setIsPlaced(true)
        }}
        proOptions={{ hideAttribution: true }}
      />
    </div>
  )
}

/** Fits the width and starts at the top; the learner scrolls down. */
function firstViewport(room: number, width: number) {
  const zoom = Math.min(ZOOM.max, Math.max(ZOOM.min, (room - 2 * MARGIN) / width))
  return { x: Math.max(MARGIN, (room - width * zoom) / 2), y: MARGIN, zoom }
}

type Props<Type extends DrawnNode['type']> = NodeProps<Extract<DrawnNode, { type: Type }>>

const NODE_TYPES = {
  machine: ({ data }: Props<'machine'>) => <NodeCard node={data.node} />,
  pod: ({ data }: Props<'pod'>) => (
    <Ends>
      <PodCard pod={data.pod} isChosen={data.isChosen} />
    </Ends>
  ),
  service: ({ data }: Props<'service'>) => (
    <Ends>
      <ServiceCard service={data.service} isChosen={data.isChosen} />
    </Ends>
  ),
}

/** The connection points of edges. */
function Ends({ children }: { children: ReactNode }) {
  return (
    <>
      <Handle type="target" position={Position.Top} isConnectable={false} />
      {children}
      <Handle type="source" position={Position.Bottom} isConnectable={false} />
    </>
  )
}
