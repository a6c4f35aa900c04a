'use client'
import { Play, Terminal } from 'lucide-react'
import { useLab, useLabActions } from '../lab/use-lab.ts'
import { useLesson } from '../lesson/lesson-provider.tsx'
import { buttonClass } from '../site/button.ts'
import { NodePair } from './node-pair.tsx'
import { PaneActions, PaneMessage } from './pane-message.tsx'
import { Refusal } from './refusal.tsx'

/** No lab yet: what starting one does, and the one button. */
export function LabStart() {
  const { nodes } = useLesson()
  return (
    <PaneMessage Icon={Terminal} title="A cluster of your own">
      <p>
        This lesson is done on real machines: {nodes === 2 ? 'two nodes' : 'one node'} with Kubernetes 1.37, made for
        you alone, with a root shell on each. Break what you like.
      </p>
      <NodePair nodes={nodes} />
      <PaneActions>
        <StartButton>Start the lab</StartButton>
        <span className="text-sm text-faint">Takes about a minute. You can read on meanwhile.</span>
      </PaneActions>
      <Refusal />
    </PaneMessage>
  )
}

export function StartButton({ children }: { children: string }) {
  const lesson = useLesson()
  const { pending } = useLab()
  const { start } = useLabActions()
  return (
    <button
      type="button"
      className={buttonClass('primary', 'large')}
      disabled={pending !== null}
      onClick={() => void start({ module: lesson.module, lesson: lesson.lesson })}
    >
      <Play size={16} aria-hidden />
      {children}
    </button>
  )
}
