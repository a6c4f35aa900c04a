import type { ReactNode } from 'react'

/** One picture of the course. Coordinates are pixels at its own size; text is 11 to 14 of them. */
export interface Drawing {
  /** Stands below it, and is its name for a screen reader. */
  title: string
  /** Everything that the picture says, in sentences, for those who do not see it. */
  description: string
  width: number
  height: number
  /** The contents, made of `parts/`: they follow the theme. */
  draw: () => ReactNode
}
