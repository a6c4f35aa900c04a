'use client'
import { ClusterSplit } from '../cluster/cluster-split.tsx'
import { ExamNotice } from '../exam/exam-notice.tsx'
import { useLab } from '../lab/use-lab.ts'
import { type LabSituation, situationOf } from '../lab/lab-situation.ts'
import { useLesson } from '../lesson/lesson-provider.tsx'
import type { LabTerminals } from '../terminal/session/lab-terminals.ts'
import { LoadedTerminalPanel } from '../terminal/panel/loaded-panel.tsx'
import { LabsUnavailable, ServerUnreachable } from './lab-unavailable.tsx'
import { LabCreating } from './lab-creating.tsx'
import { LabElsewhere } from './lab-elsewhere.tsx'
import { LabEnded } from './lab-ended.tsx'
import { LabFailed } from './lab-failed.tsx'
import { LabKept } from './lab-kept.tsx'
import { LabQueued } from './lab-queued.tsx'
import { LabStart } from './lab-start.tsx'
import { LoadingNote } from '../site/loading-note.tsx'
import { NodeGoneNotice } from './node-gone-notice.tsx'
import { TimeNotice } from './time-notice.tsx'

export function LabPane() {
  const lesson = useLesson()
  const lab = useLab()
  return <Situation situation={situationOf(lab, lesson)} terminals={lab.connection} />
}

function Situation({ situation, terminals }: { situation: LabSituation; terminals: LabTerminals | null }) {
  switch (situation.kind) {
    case 'loading':
      return <LoadingNote>Asking the server for your lab</LoadingNote>
    case 'unreachable':
      return <ServerUnreachable error={situation.error} />
    case 'docker-down':
      return <LabsUnavailable code="docker.unavailable" />
    case 'read-only':
      return <LabsUnavailable code="server.read_only" />
    case 'starting':
      return <LoadingNote>Asking for a cluster</LoadingNote>
    case 'queued':
      return <LabQueued lab={situation.lab} queue={situation.queue} />
    case 'creating':
      return <LabCreating lab={situation.lab} />
    case 'ready':
      return terminals === null ? (
        <LoadingNote>Connecting to your cluster</LoadingNote>
      ) : (
        <ClusterSplit cluster={terminals.cluster}>
          <LoadedTerminalPanel terminals={terminals} nodes={situation.lab.nodes}>
            {situation.lab.isNodeGone === true && <NodeGoneNotice />}
            <TimeNotice lab={situation.lab} />
            {situation.lab.exam !== undefined && <ExamNotice exam={situation.lab.exam} />}
          </LoadedTerminalPanel>
        </ClusterSplit>
      )
    case 'keeping':
      return <LoadingNote>Stopping your cluster</LoadingNote>
    case 'kept':
      return <LabKept lab={situation.lab} />
    case 'failed':
      return <LabFailed lab={situation.lab} />
    case 'ending':
      return <LoadingNote>Ending the lab and deleting its cluster</LoadingNote>
    case 'ended':
      return <LabEnded reason={situation.reason} />
    case 'elsewhere':
      return <LabElsewhere lab={situation.lab} />
    default:
      return <LabStart />
  }
}
