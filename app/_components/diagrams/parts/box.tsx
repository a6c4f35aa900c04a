const TONES = {
  plain: { box: 'fill-canvas stroke-line-strong/60', text: 'fill-text' },
  /** The subject of the diagram. */
  accent: { box: 'fill-accent-soft stroke-accent', text: 'fill-accent' },
  strong: { box: 'fill-sunken stroke-text', text: 'fill-text' },
  good: { box: 'fill-success-soft stroke-success', text: 'fill-success' },
  bad: { box: 'fill-danger-soft stroke-danger', text: 'fill-danger' },
} as const

export interface BoxProps {
  x: number
  y: number
  width?: number
  height?: number
  /** Centred, one line. */
  text: string
  /** Below the label, smaller. */
  note?: string
  tone?: keyof typeof TONES
}

/** A process, a Pod, a file or an interface. */
export function Box({ x, y, width = 114, height = 46, text, note, tone = 'plain' }: BoxProps) {
  const colours = TONES[tone]
  const middle = height / 2
  return (
    <g transform={`translate(${x} ${y})`}>
      <rect width={width} height={height} rx="7" className={colours.box} strokeWidth="1.25" />
      <text x={width / 2} y={note === undefined ? middle + 4 : middle - 2} textAnchor="middle" className={colours.text}>
        {text}
      </text>
      {note !== undefined && (
        <text x={width / 2} y={middle + 13} textAnchor="middle" className="fill-muted text-[10.5px]">
          {note}
        </text>
      )}
    </g>
  )
}
