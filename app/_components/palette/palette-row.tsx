import { BookOpen, CornerDownRight, ListChecks, type LucideIcon, SquareTerminal, TextQuote, Zap } from 'lucide-react'
import { InlineText } from '../site/inline-text.tsx'
import type { PaletteItem } from './palette-item.ts'

const KINDS: Record<PaletteItem['kind'], { Icon: LucideIcon; label: string }> = {
  action: { Icon: Zap, label: 'Action' },
  lesson: { Icon: BookOpen, label: 'Lesson' },
  section: { Icon: CornerDownRight, label: 'Section' },
  step: { Icon: ListChecks, label: 'Step' },
  command: { Icon: SquareTerminal, label: 'Command' },
  term: { Icon: TextQuote, label: 'Glossary' },
}

export function PaletteRow({ item }: { item: PaletteItem }) {
  const { Icon, label } = KINDS[item.kind]
  return (
    <>
      <Icon size={16} aria-hidden className="mt-0.5 shrink-0 text-faint group-data-highlighted:text-accent" />
      <span className="min-w-0 flex-1">
        {item.kind === 'action' ? (
          <span className="block truncate">{item.label}</span>
        ) : (
          <>
            <span className={item.kind === 'command' ? 'block truncate font-mono text-[13px]' : 'block truncate'}>
              {item.title}
            </span>
            <span className="block truncate text-[13px] text-faint">
              <InlineText>{item.place}</InlineText>
            </span>
          </>
        )}
      </span>
      {item.kind === 'action' ? (
        <span className="flex shrink-0 gap-1">
          {item.keys.map((key) => (
            <kbd key={key} className="key">
              {key}
            </kbd>
          ))}
        </span>
      ) : (
        <span className="shrink-0 text-xs leading-5 text-faint">{label}</span>
      )}
    </>
  )
}
