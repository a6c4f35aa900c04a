'use client'
import { clsx } from 'clsx'
import { Clock } from 'lucide-react'
import { ERRORS } from '#protocol/error-catalogue.ts'
import type { LabView } from '#protocol/views.ts'
import { ClusterButton } from '../cluster/cluster-button.tsx'
import { ExamStatus } from '../exam/exam-status.tsx'
import { endWarning, formatClock, formatTimeLeft } from '../time/words.ts'
import { useLab } from '../lab/use-lab.ts'
import { type LabSituation, situationOf } from '../lab/lab-situation.ts'
import { useServerNow } from '../lab/use-server-now.ts'
import { requestedAt } from '../lab-pane/phase-rows.ts'
import { ConnectionState } from './connection-state.tsx'
import { EndLab } from '../lab-controls/end-lab.tsx'
import { ExtendLab } from '../lab-controls/extend-lab.tsx'
import { FreshCluster } from '../lab-controls/fresh-cluster.tsx'
import { KeepLab } from '../lab-controls/keep-lab.tsx'
import { useLesson } from '../lesson/lesson-provider.tsx'
import { WatchedStatus } from './watched-status.tsx'

/** The state of the lab in the status bar. */
export function LabStatus() {
  const lesson = useLesson()
  const lab = useLab()
  const situation = situationOf(lab, lesson)
  const { tone, text } = stateOf(situation)
  return (
    <>
      <output className="flex min-w-0 items-center gap-2">
        <span aria-hidden className={clsx('size-2 shrink-0 rounded-full', TONES[tone])} />
        <span className="truncate">{text}</span>
      </output>
      {situation.kind === 'queued' && <span className="text-muted">number {situation.queue.position}</span>}
      {situation.kind === 'creating' && <Elapsed since={requestedAt(situation.lab)} />}
      {situation.kind === 'ready' && <ReadyStatus lab={situation.lab} />}
    </>
  )
}

const TONES = {
  off: 'bg-line-strong/60',
  busy: 'bg-accent animate-pulse',
  good: 'bg-success',
  bad: 'bg-danger',
} as const

const STATES: Record<LabSituation['kind'], { tone: keyof typeof TONES; text: string }> = {
  loading: { tone: 'off', text: 'Connecting' },
  unreachable: { tone: 'bad', text: 'Server does not answer' },
  'docker-down': { tone: 'bad', text: 'Docker does not answer' },
  'read-only': { tone: 'bad', text: 'The disk is nearly full' },
  none: { tone: 'off', text: 'No lab' },
  starting: { tone: 'busy', text: 'Starting' },
  queued: { tone: 'busy', text: 'Waiting for a place' },
  creating: { tone: 'busy', text: 'Making your cluster' },
  ready: { tone: 'good', text: 'Ready' },
  keeping: { tone: 'busy', text: 'Stopping your cluster' },
  kept: { tone: 'off', text: 'Kept for later' },
  failed: { tone: 'bad', text: 'Cluster did not start' },
  ending: { tone: 'busy', text: 'Ending the lab' },
  ended: { tone: 'off', text: 'Lab ended' },
  elsewhere: { tone: 'off', text: 'Your lab is at another lesson' },
}

function stateOf(situation: LabSituation) {
  const isAway = situation.kind === 'ready' && situation.lab.isEngineAway === true
  if (isAway) return { tone: 'bad' as const, text: 'Docker does not answer; your cluster stays' }
  const isNodeGone = situation.kind === 'ready' && situation.lab.isNodeGone === true
  if (isNodeGone) return { tone: 'bad' as const, text: 'A node is gone' }
  const isWaking = situation.kind === 'ready' && situation.lab.isWaking === true
  if (isWaking) return { tone: 'busy' as const, text: 'Waking the cluster' }
  const isResuming = situation.kind === 'creating' && situation.lab.isKept === true
  return isResuming ? { ...STATES.creating, text: 'Bringing your cluster back' } : STATES[situation.kind]
}

function Elapsed({ since }: { since: number }) {
  const now = useServerNow()
  return <span className="font-mono text-xs tabular-nums text-muted">{formatClock(now - since)}</span>
}

function ReadyStatus({ lab }: { lab: Extract<LabView, { state: 'ready' }> }) {
  const { connection, refusal } = useLab()
  const { exam } = lab
  return (
    <>
      <span className="hidden text-muted sm:inline">
        {lab.nodes.length} {lab.nodes.length === 1 ? 'node' : 'nodes'}
      </span>
      {connection !== null && <ConnectionState terminals={connection} />}
      {connection !== null && <WatchedStatus terminals={connection} />}
      <span role="alert" className="min-w-0 flex-1 truncate text-danger">
        {refusal !== null && ERRORS[refusal.code].message}
      </span>
      <ClusterButton />
      {exam === undefined || exam.state === 'waiting' ? <Lease lab={lab} /> : <ExamStatus exam={exam} />}
    </>
  )
}

function Lease({ lab }: { lab: Extract<LabView, { state: 'ready' }> }) {
  const leftMs = lab.expiresAt - useServerNow()
  const warning = endWarning(leftMs)
  return (
    <>
      <span
        className={clsx(
          'flex items-center gap-1.5 whitespace-nowrap tabular-nums',
          warning === undefined ? 'text-muted' : 'text-warning',
        )}
      >
        <Clock size={14} aria-hidden />
        {formatTimeLeft(leftMs)}
        <span className="hidden sm:inline">left</span>
      </span>
      <output className="sr-only">{warning}</output>
      {/* A phone has no room for icons beside the words, so it shows the words in a row of their own. */}
      <div className="contents max-sm:flex max-sm:basis-full max-sm:justify-between">
        <ExtendLab leaseMs={lab.leaseMs} kind="quiet" />
        <FreshCluster />
        {lab.keepMs !== undefined && lab.keepMs > 0 && <KeepLab keepMs={lab.keepMs} />}
        <EndLab />
      </div>
    </>
  )
}
