'use client'
import { Play, Server } from 'lucide-react'
import type { ReactNode } from 'react'
import type { NodeId } from '#protocol/node-id.ts'
import { CodeFrame } from './code-frame.tsx'
import { commandAnchor } from '../course/links.ts'
import { CopyButton } from './copy-button.tsx'
import { RunOutcome } from './run-outcome.tsx'
import { useRunBlock } from './use-run-block.ts'

export interface RunBlockProps {
  id: string
  node: NodeId
  text: string
  /** The text, highlighted. */
  children: ReactNode
}

/** A command that the server types into a terminal on `node`. The page sends only the id of the block. */
export function RunBlock({ id, node, text, children }: RunBlockProps) {
  const control = useRunBlock(id, node)
  return (
    <CodeFrame
      id={commandAnchor(id)}
      label={
        <>
          <Server size={13} aria-hidden />
          <span className="sr-only">Command for the node</span> {node}
        </>
      }
      actions={
        <>
          <CopyButton text={text} />
          <button
            type="button"
            aria-label={`Run in ${node}`}
            aria-disabled={control.run === 'sending'}
            onClick={() => void control.start()}
            className="inline-flex h-7 items-center gap-1.5 rounded-md bg-accent-soft px-2.5 text-xs font-semibold text-accent hover:bg-accent hover:text-on-accent aria-disabled:opacity-60"
          >
            <Play size={12} aria-hidden className="fill-current" />
            Run
          </button>
        </>
      }
      foot={<RunOutcome control={control} node={node} />}
    >
      {children}
    </CodeFrame>
  )
}
