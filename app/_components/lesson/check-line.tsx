import { clsx } from 'clsx'
import { Check, CircleDashed, CircleHelp, X } from 'lucide-react'
import type { CheckResultView } from '#protocol/views.ts'
import { checkState, type CheckState } from './check-results.ts'
import type { Verdict, VerdictAge } from './verdicts.ts'
import { InlineText } from '../site/inline-text.tsx'

interface StateDisplay {
  Icon: typeof Check
  tone: string
  label: string
  /** Whether the line shows the reasons of the result. */
  hasReasons: boolean
  /** Shown when the result has no reasons. */
  withoutReasons?: string
}

const STATES: Readonly<Record<CheckState, StateDisplay>> = {
  pending: { Icon: CircleDashed, tone: 'text-faint', label: 'Not checked yet', hasReasons: false },
  met: { Icon: Check, tone: 'text-success', label: 'Met', hasReasons: false },
  unmet: { Icon: X, tone: 'text-danger', label: 'Not met', hasReasons: true },
  error: {
    Icon: CircleHelp,
    tone: 'text-warning',
    label: 'Could not be checked',
    hasReasons: true,
    withoutReasons: 'The check could not be run. Try “Check now”.',
  },
}

/** A result that can be out of date is grey, and has no reasons. */
const WHEN: Readonly<Record<VerdictAge, string>> = {
  current: '',
  changed: ' at the last check',
  earlier: ' in an earlier cluster',
}

export interface CheckLineProps {
  title: string
  verdict: Verdict | undefined
}

export function CheckLine({ title, verdict }: CheckLineProps) {
  const { Icon, tone, label, hasReasons } = STATES[checkState(verdict?.result)]
  const age = verdict?.age ?? 'current'
  return (
    <li>
      <output className="flex gap-2.5">
        <Icon
          size={17}
          strokeWidth={2.25}
          className={clsx('mt-[3px] shrink-0', age === 'current' ? tone : 'text-faint')}
          aria-hidden
        />
        <span className={age === 'current' ? undefined : 'text-muted'}>
          <span className="sr-only">{`${label}${WHEN[age]}: `}</span>
          <InlineText>{title}</InlineText>
        </span>
      </output>
      {verdict?.age === 'current' && hasReasons && <Reasons result={verdict.result} />}
    </li>
  )
}

/** Expected and actual values side by side. */
function Reasons({ result: { expected, actual, why, outcome } }: { result: CheckResultView }) {
  if (expected === undefined && actual === undefined && why === undefined) {
    const { withoutReasons } = STATES[outcome]
    return withoutReasons === undefined ? null : <p className="ml-[1.7rem] mt-1 text-sm text-muted">{withoutReasons}</p>
  }
  return (
    <div className="ml-[1.7rem] mt-1.5 text-sm">
      {(expected !== undefined || actual !== undefined) && (
        <dl className="mb-2 grid grid-cols-[repeat(auto-fit,minmax(12rem,1fr))] gap-px overflow-hidden rounded-md border border-line bg-line">
          {expected !== undefined && <Reason name="Expected" text={expected} />}
          {actual !== undefined && <Reason name="Actual" text={actual} />}
        </dl>
      )}
      {why !== undefined && (
        <p className="text-muted">
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
