'use client'
import { Play, Terminal } from 'lucide-react'
import { useLab, useLabActions } from '../lab/use-lab.ts'
import { useLesson } from '../lesson/lesson-provider.tsx'
import { buttonClass } from '../site/button.ts'
import { PaneActions, PaneMessage } from './pane-message.tsx'
import { Refusal } from './refusal.tsx'

export function LabStart() {
  const { nodes } = useLesson()
  return (
    <PaneMessage Icon={Terminal} title="A cluster of your own">
      <p>
        This lesson is done on real machines: {nodes === 2 ? 'two nodes' : 'one node'} with Kubernetes 1.37, made for
        you alone, with a root shell on each. Break what you like.
      </p>
      <NodeList nodes={nodes} />
      <PaneActions>
        <StartButton>Start the lab</StartButton>
        <span className="text-sm text-faint">You can read on while it is made.</span>
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

/** The nodes that the lab will have. */
function NodeList({ nodes }: { nodes: 1 | 2 }) {
  const names = nodes === 2 ? ['control-plane', 'worker'] : ['control-plane']
  return (
    <ul className="grid grid-cols-[repeat(auto-fit,minmax(11rem,1fr))] gap-3" aria-label="Nodes of the lab">
      {names.map((name) => (
        <li key={name} className="rounded-lg border border-line bg-canvas px-3.5 py-3">
          <span className="block text-sm font-medium text-text">{name}</span>
          <span className="mt-1 block font-mono text-xs text-faint">root@{name}:~#</span>
        </li>
      ))}
    </ul>
  )
}
