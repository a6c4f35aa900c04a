const TONES = {
  title: 'fill-text text-[14px] font-semibold',
  text: 'fill-text text-[12px]',
  faint: 'fill-faint text-[11px]',
  accent: 'fill-accent text-[11px]',
} as const

export interface CaptionProps {
  x: number
  /** The y coordinate of the baseline. */
  y: number
  text: string
  tone?: keyof typeof TONES
  anchor?: 'start' | 'middle' | 'end'
}

/** Text beside or inside the shapes of a diagram, one line each. */
export function Caption({ x, y, text, tone = 'faint', anchor = 'start' }: CaptionProps) {
  return (
    <text x={x} y={y} textAnchor={anchor} className={TONES[tone]} style={{ fontFamily: 'var(--font-geist-sans)' }}>
      {text}
    </text>
  )
}
