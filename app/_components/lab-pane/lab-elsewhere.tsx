'use client'
import { Waypoints } from 'lucide-react'
import Link from 'next/link'
import type { LabView } from '#protocol/views.ts'
import { useLab, useLabActions } from '../lab/use-lab.ts'
import { lessonHref } from '../course/links.ts'
import { useLesson } from '../lesson/lesson-provider.tsx'
import { buttonClass } from '../site/button.ts'
import { PaneActions, PaneMessage } from './pane-message.tsx'
import { Refusal } from './refusal.tsx'

/** The learner's lab belongs to another lesson. */
export function LabElsewhere({ lab }: { lab: LabView }) {
  const lesson = useLesson()
  const { pending } = useLab()
  const { replace } = useLabActions()
  const isKept = lab.state === 'kept'
  const title = lesson.titles[`${lab.module}/${lab.lesson}`] ?? 'another lesson'
  return (
    <PaneMessage
      Icon={Waypoints}
      title={isKept ? 'You keep a cluster of another lesson' : 'Your lab is at another lesson'}
    >
      <p>
        {isKept ? 'It is stopped, for ' : 'It runs for '}
        <strong className="font-medium text-text">{title}</strong>. You can have one lab at a time: go on there, or{' '}
        {isKept ? 'remove' : 'end'} it, with everything in its cluster, and start one here.
      </p>
      <PaneActions>
        <Link href={lessonHref(lab.module, lab.lesson)} className={buttonClass('primary')}>
          Go to that lesson
        </Link>
        <button
          type="button"
          className={buttonClass('secondary')}
          disabled={pending !== null}
          onClick={() => void replace({ module: lesson.module, lesson: lesson.lesson })}
        >
          {isKept ? 'Remove it and start here' : 'End it and start here'}
        </button>
      </PaneActions>
      <Refusal />
    </PaneMessage>
  )
}
