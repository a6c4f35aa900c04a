'use client'
import { LoaderCircle } from 'lucide-react'
import type { WorkKind, WorkView } from '#protocol/work.ts'
import { formatClock } from '../time/words.ts'
import { useServerNow } from '../lab/use-server-now.ts'
import { useLesson } from '../lesson/lesson-provider.tsx'

const WORDS: Record<WorkKind, string> = {
  break: 'Something is changed, then Kindlab waits until the trouble shows. That can take a minute.',
  solve: 'The solution runs in your cluster.',
  reset: 'The step is put back: it is repaired, then broken again.',
  start: 'The steps before this one are done for you.',
}

/** The work that the server does for a step, with the elapsed time. */
export function WorkProgress({ work }: { work: WorkView }) {
  const { steps } = useLesson()
  const now = useServerNow()
  const title = steps.find(({ id }) => id === work.at)?.title
  return (
    <div className="flex items-start gap-3 px-4 py-3 text-sm">
      <LoaderCircle size={16} className="mt-0.5 shrink-0 animate-spin text-accent" aria-hidden />
      <output className="flex-1 text-muted">
        {WORDS[work.kind]}
        {work.kind === 'start' && ` ${work.done + 1} of ${work.total}: ${title ?? work.at}`}
      </output>
      <span className="font-mono text-xs tabular-nums text-faint" aria-hidden>
        {formatClock(now - work.startedAt)}
      </span>
    </div>
  )
}
