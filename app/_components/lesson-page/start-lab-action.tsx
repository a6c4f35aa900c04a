'use client'
import { useLab, useLabActions } from '../lab/use-lab.ts'
import { situationOf } from '../lab/lab-situation.ts'
import { useAction } from '../site/page-actions.ts'
import { useLesson } from '../lesson/lesson-provider.tsx'
import { useShowView } from '../lesson/lesson-view.ts'

/** Adds "Start the lab" to the palette while the pane offers it. The buttons of a running lab register their own actions. */
export function StartLabAction() {
  const { module, lesson } = useLesson()
  const { start } = useLabActions()
  const showView = useShowView()
  const { kind } = situationOf(useLab(), { module, lesson })
  const isAvailable = kind === 'none' || kind === 'ended' || kind === 'failed'
  useAction({ id: 'start-lab', label: 'Start the lab', isAvailable }, () => {
    showView('lab')
    void start({ module, lesson })
  })
  return null
}
