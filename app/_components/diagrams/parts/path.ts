/** Lines of a diagram as SVG paths. */

export type Point = readonly [x: number, y: number]

/** Straight lines from point to point, or one curve with the points between as control points. */
export function pathOf(points: readonly Point[], isCurved: boolean): string {
  const [first = [0, 0], ...rest] = points
  const joined = rest.map(([x, y]) => `${x} ${y}`)
  if (!isCurved) return `M${first[0]} ${first[1]} L${joined.join(' ')}`
  return `M${first[0]} ${first[1]} ${rest.length === 2 ? 'Q' : 'C'}${joined.join(', ')}`
}

const HEAD_LENGTH = 6
const HEAD_ANGLE = Math.PI / 5

/** The two strokes of an arrow head, for a line that comes from `from`. */
export function arrowHead(from: Point, tip: Point): [Point, Point, Point] {
  const direction = Math.atan2(tip[1] - from[1], tip[0] - from[0])
  const end = (angle: number): Point => [
    round(tip[0] - HEAD_LENGTH * Math.cos(direction + angle)),
    round(tip[1] - HEAD_LENGTH * Math.sin(direction + angle)),
  ]
  return [end(HEAD_ANGLE), tip, end(-HEAD_ANGLE)]
}

/** Rounded, so that build and browser write the same digits (hydration). */
function round(value: number): number {
  return Math.round(value * 100) / 100
}
