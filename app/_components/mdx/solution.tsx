'use client'
import { KeyRound, Server } from 'lucide-react'
import type { SolutionView } from '#protocol/progress.ts'
import { ErrorText } from '../site/error-text.tsx'
import type { StepWork } from '../lesson/use-step-work.ts'
import { useProgress } from '../lesson/use-progress.ts'
import { buttonClass } from '../site/button.ts'
import { CodeFrame } from './code-frame.tsx'
import { CopyButton } from './copy-button.tsx'
import { type SolutionControl, useSolution } from './use-solution.ts'

export interface SolutionProps {
  step: string
  control: StepWork
  isMet: boolean
}

/** The solution of a step, on request. It stays readable once the step is done. The server records that it revealed the solution. */
export function Solution({ step, control, isMet }: SolutionProps) {
  const request = useSolution(step)
  const isHelped = useProgress().get(step)?.doneBy === 'solution'
  const { solution, isUntried, isSending, error, reveal } = request
  if (solution !== undefined) return <Revealed solution={solution} control={control} isMet={isMet} />
  if (isMet && !isHelped) return null
  return (
    <div aria-live="polite">
      {isUntried ? (
        <Insist request={request} />
      ) : (
        <button type="button" className={QUIET} disabled={isSending} onClick={() => void reveal(false)}>
          <KeyRound size={14} aria-hidden />
          Show the solution
        </button>
      )}
      {error !== undefined && <ErrorText error={error} />}
    </div>
  )
}

function Revealed({ solution, control, isMet }: Omit<SolutionProps, 'step'> & { solution: SolutionView }) {
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
            {!isMet && (
              <button
                type="button"
                className={buttonClass('secondary', 'small')}
                disabled={control.isBusy}
                onClick={() => void control.start('solve')}
              >
                Run it for me
              </button>
            )}
          </>
        }
      >
        <pre className="code w-fit min-w-full">{solution.text}</pre>
      </CodeFrame>
      {!isMet && <p className="mt-2 text-muted">The step counts as done with the solution until it is put back.</p>}
    </div>
  )
}

function Insist({ request: { reveal, dismiss } }: { request: SolutionControl }) {
  return (
    <div className="py-1.5">
      <p>You have not tried this step yet. It will count as done with the solution.</p>
      <div className="mt-2 flex flex-wrap gap-2">
        <button type="button" className={buttonClass('secondary', 'small')} onClick={() => void reveal(true)}>
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
