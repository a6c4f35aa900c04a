import type { DiagramName } from '#course/diagram-names.ts'
import { ScrollBox } from '../site/scroll-box.tsx'
import { DIAGRAMS } from './diagrams.ts'
import { Picture } from './picture.tsx'

/** A picture in a lesson. On a narrow screen it scrolls rather than becoming too small to read. */
export function Diagram({ name }: { name: DiagramName }) {
  const drawing = DIAGRAMS[name]
  return (
    <figure className="set not-prose break-inside-avoid">
      <ScrollBox>
        <div style={{ minWidth: `min(${drawing.width}px, 34rem)`, maxWidth: `${drawing.width}px` }}>
          <Picture drawing={drawing} />
        </div>
      </ScrollBox>
      <figcaption className="mt-2 text-sm text-muted">{drawing.title}</figcaption>
    </figure>
  )
}
