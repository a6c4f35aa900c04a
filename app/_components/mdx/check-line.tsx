import { clsx } from 'clsx'
import { Check, CircleDashed, CircleHelp, X } from 'lucide-react'
import type { CheckResultView } from '#protocol/views.ts'
import { checkState, type CheckState } from './check-state.ts'
import { InlineText } from './inline-text.tsx'

const STATES: Record<CheckState, { Icon: typeof Check; tone: string; label: string }> = {
  pending: { Icon: CircleDashed, tone: 'text-faint', label: 'Not checked yet' },
  met: { Icon: Check, tone: 'text-success', label: 'Met' },
  unmet: { Icon: X, tone: 'text-danger', label: 'Not met' },
  error: { Icon: CircleHelp, tone: 'text-warning', label: 'Could not be checked' },
}

export interface CheckLineProps {
  title: string
  result: CheckResultView | undefined
}

export function CheckLine({ title, result }: CheckLineProps) {
  const state = checkState(result)
  const { Icon, tone, label } = STATES[state]
  return (
    <li>
      <output className="flex gap-2.5">
        <Icon size={17} strokeWidth={2.25} className={clsx('mt-[3px] shrink-0', tone)} aria-hidden />
        <span>
          <span className="sr-only">{label}: </span>
          <InlineText>{title}</InlineText>
        </span>
      </output>
      {result !== undefined && (state === 'unmet' || state === 'error') && <Reasons result={result} />}
    </li>
  )
}

/** Expected and actual beside each other, so that the eye finds the difference. */
function Reasons({ result: { expected, actual, why, outcome } }: { result: CheckResultView }) {
  if (expected === undefined && actual === undefined && why === undefined) {
    return outcome === 'error' ? (
      <p className="ml-[1.7rem] mt-1 text-sm text-muted">The check could not be run. Try “Check now”.</p>
    ) : null
  }
  return (
    <div className="ml-[1.7rem] mt-2 text-sm">
      <dl className="grid grid-cols-[repeat(auto-fit,minmax(12rem,1fr))] gap-px overflow-hidden rounded-md border border-line bg-line">
        {expected !== undefined && <Reason name="Expected" text={expected} />}
        {actual !== undefined && <Reason name="Actual" text={actual} />}
      </dl>
      {why !== undefined && (
        <p className="mt-2 text-muted">
          <InlineText>{why}</InlineText>
        </p>
      )}
    </div>
  )
}

function Reason({ name, text }: { name: string; text: string }) {
  return (
    <div className="bg-canvas px-3 py-2">
      <dt className="text-xs font-medium text-faint">{name}</dt>
      <dd className="mt-0.5 font-mono text-[13px] break-words">
        <InlineText>{text}</InlineText>
      </dd>
    </div>
  )
}
