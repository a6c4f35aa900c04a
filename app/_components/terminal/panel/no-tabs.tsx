'use client'
import { SquareTerminal } from 'lucide-react'
import type { NodeId } from '#protocol/node-id.ts'
import type { NodeView } from '#protocol/views.ts'
import { buttonClass } from '../../site/button.ts'

/** Shown after all tabs are closed. */
export function NoTabs({ nodes, onOpen }: { nodes: readonly NodeView[]; onOpen: (node: NodeId) => void }) {
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-4 p-6 text-sm text-muted">
      <SquareTerminal size={24} aria-hidden />
      <p>No shell is open.</p>
      <div className="flex flex-wrap justify-center gap-2">
        {nodes.map(({ id }) => (
          <button key={id} type="button" className={buttonClass('secondary')} onClick={() => onOpen(id)}>
            New shell on {id}
          </button>
        ))}
      </div>
    </div>
  )
}
