'use client'
import { clsx } from 'clsx'
import type { ContentsEntry } from '../course/lesson-contents.ts'
import { useClosePopover } from '../site/popover-button.tsx'

export interface ContentsListProps {
  contents: readonly ContentsEntry[]
  currentId: string | undefined
}

export function ContentsList({ contents, currentId }: ContentsListProps) {
  const close = useClosePopover()
  return (
    <nav aria-label="Contents">
      <ul>
        {contents.map(({ id, title, depth, isStep }) => (
          <li key={id}>
            <a
              href={`#${id}`}
              aria-current={id === currentId ? 'location' : undefined}
              onClick={close}
              className={clsx(
                'flex gap-2.5 rounded-md px-2.5 py-1.5 text-sm leading-snug hover:bg-sunken hover:text-text',
                depth > 2 && 'pl-6',
                id === currentId ? 'font-medium text-accent' : 'text-muted',
              )}
            >
              {title}
              {isStep && <span className="ml-auto self-center text-xs text-faint">step</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
