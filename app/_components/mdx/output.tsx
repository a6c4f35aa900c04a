import type { ReactNode } from 'react'
import { withoutFrame } from './code-block.tsx'
import { CodeFrame } from './code-frame.tsx'

/** Sample output of a command: no copy button, no run button. */
export function Output({ children }: { children: ReactNode }) {
  return (
    <CodeFrame tone="output" label="Output">
      {withoutFrame(children)}
    </CodeFrame>
  )
}
