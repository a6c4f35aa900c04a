'use client'
import { useLab, useLabActions } from '../lab/use-lab.ts'
import { situationOf } from '../lab/lab-situation.ts'
import { useAction } from '../site/use-action.ts'
import { useLesson } from './lesson-provider.tsx'
import { useShowView } from './lesson-view.ts'

/** Starting the lab from the palette, where the pane offers it too. Ending it is with its button, which asks first. */
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
