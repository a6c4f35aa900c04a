import { arrowHead, pathOf, type Point } from './path.ts'

const TONES = {
  plain: { line: 'stroke-text', dot: 'fill-text' },
  accent: { line: 'stroke-accent', dot: 'fill-accent' },
  bad: { line: 'stroke-danger', dot: 'fill-danger' },
} as const

export interface ArrowProps {
  from: Point
  to: Point
  /** Corners between start and end; with `isCurved`, one or two control points. */
  via?: readonly Point[]
  isCurved?: boolean
  isDashed?: boolean
  /** A dot at the start: for a request or a watch. */
  hasDot?: boolean
  tone?: keyof typeof TONES
}

/** The direction of an action or of a packet. */
export function Arrow({
  from,
  to,
  via = [],
  isCurved = false,
  isDashed = false,
  hasDot = false,
  tone = 'plain',
}: ArrowProps) {
  const { line, dot } = TONES[tone]
  return (
    <g className={`fill-none ${line}`} strokeWidth="1.4" strokeLinejoin="round">
      <path d={pathOf([from, ...via, to], isCurved)} strokeDasharray={isDashed ? '4 4' : undefined} />
      <path d={pathOf(arrowHead(via.at(-1) ?? from, to), false)} />
      {hasDot && <circle cx={from[0]} cy={from[1]} r="2.6" className={dot} stroke="none" />}
    </g>
  )
}
