import type { ReactNode } from 'react'

/** One diagram of the course. Coordinates are pixels at its natural size; text is 11 to 14 pixels high. */
export interface Drawing {
  /** The caption, and the accessible name. */
  title: string
  /** The content of the diagram in sentences, for screen readers. */
  description: string
  width: number
  height: number
  /** SVG made of `parts/`, which follow the theme. */
  draw: () => ReactNode
}
