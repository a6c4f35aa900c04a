import type { ReactNode } from 'react'
import { withoutFrame } from './code-block.tsx'
import { CodeFrame } from './code-frame.tsx'

/** What the learner will see: not for copying, and never typed. */
export function Output({ children }: { children: ReactNode }) {
  return (
    <CodeFrame tone="output" label="Output">
      {withoutFrame(children)}
    </CodeFrame>
  )
}
