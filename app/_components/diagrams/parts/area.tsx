import type { ReactNode } from 'react'
import { Caption } from './caption.tsx'

export interface AreaProps {
  x: number
  y: number
  width: number
  height: number
  title: string
  /** In the opposite corner, in a muted colour. */
  note?: string
  /** Coordinates are relative to the corner of the area. */
  children?: ReactNode
}

/** A container of other shapes: a machine, a network namespace, a Pod. */
export function Area({ x, y, width, height, title, note, children }: AreaProps) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <rect width={width} height={height} rx="12" className="fill-surface stroke-line-strong" strokeWidth="1.25" />
      <Caption x={20} y={33} text={title} tone="title" />
      {note !== undefined && <Caption x={width - 20} y={33} text={note} anchor="end" />}
      {children}
    </g>
  )
}
