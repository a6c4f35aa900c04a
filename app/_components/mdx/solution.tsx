'use client'
import { KeyRound, Server } from 'lucide-react'
import { ErrorText } from '../lab-pane/error-text.tsx'
import type { StepWork } from '../lesson/use-step-work.ts'
import { buttonClass } from '../site/button.ts'
import { CodeFrame } from './code-frame.tsx'
import { CopyButton } from './copy-button.tsx'
import { type SolutionControl, useSolution } from './use-solution.ts'

/** The solution of a step, on request. The server tells it, and writes down that it did. */
export function Solution({ step, control }: { step: string; control: StepWork }) {
  const request = useSolution(step)
  const { solution, isUntried, isAsking, error, ask } = request
  if (solution === undefined) {
    return (
      <div aria-live="polite">
        {isUntried ? (
          <Insist request={request} />
        ) : (
          <button type="button" className={QUIET} disabled={isAsking} onClick={() => void ask(false)}>
            <KeyRound size={14} aria-hidden />
            Show the solution
          </button>
        )}
        {error !== undefined && <ErrorText error={error} />}
      </div>
    )
  }
  return (
    <div className="py-1.5">
      <CodeFrame
        label={
          <>
            <Server size={13} aria-hidden />
            <span className="sr-only">Solution for the node</span> {solution.node}
          </>
        }
        actions={
          <>
            <CopyButton text={solution.text} />
            <button
              type="button"
              className={buttonClass('secondary', 'small')}
              disabled={control.isBusy}
              onClick={() => void control.start('solve')}
            >
              Run it for me
            </button>
          </>
        }
      >
        <pre className="code w-fit min-w-full">{solution.text}</pre>
      </CodeFrame>
      <p className="mt-2 text-muted">The step counts as done with the solution until it is put back.</p>
    </div>
  )
}

function Insist({ request: { ask, dismiss } }: { request: SolutionControl }) {
  return (
    <div className="py-1.5">
      <p>You have not tried this step yet. It will count as done with the solution.</p>
      <div className="mt-2 flex flex-wrap gap-2">
        <button type="button" className={buttonClass('secondary', 'small')} onClick={() => void ask(true)}>
          Show it all the same
        </button>
        <button type="button" className={buttonClass('quiet', 'small')} onClick={dismiss}>
          I will try
        </button>
      </div>
    </div>
  )
}

const QUIET = `-ml-2.5 ${buttonClass('quiet', 'small')}`
