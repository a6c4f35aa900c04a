import type { DiagramName } from '#course/diagram-names.ts'
import { ScrollBox } from '../site/scroll-box.tsx'
import { DIAGRAMS } from './diagrams.ts'
import { Picture } from './picture.tsx'

/** A diagram in a lesson. On a narrow screen it scrolls, so that it stays readable. */
export function Diagram({ name }: { name: DiagramName }) {
  const drawing = DIAGRAMS[name]
  return (
    <figure className="group/diagram set not-prose break-inside-avoid">
      <ScrollBox>
        <div style={{ minWidth: `min(${drawing.width}px, 34rem)`, maxWidth: `${drawing.width}px` }}>
          <Picture drawing={drawing} />
        </div>
      </ScrollBox>
      <figcaption className="mt-2 text-sm text-muted">
        {drawing.title}
        <span className="hidden text-faint group-has-data-more/diagram:inline">
          {' '}
          (scroll sideways to see all of it)
        </span>
      </figcaption>
    </figure>
  )
}
