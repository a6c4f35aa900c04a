import { useId } from 'react'
import type { Drawing } from './drawing.ts'

/** Scales a drawing to the available width, in the colours and fonts of the page. */
export function Picture({ drawing: { title, description, width, height, draw } }: { drawing: Drawing }) {
  const id = useId()
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-description`}
      className="block h-auto w-full font-mono text-[11.5px]"
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-description`}>{description}</desc>
      {draw()}
    </svg>
  )
}
