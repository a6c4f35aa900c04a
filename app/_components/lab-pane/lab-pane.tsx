'use client'
import { ClusterBeside } from '../cluster/cluster-beside.tsx'
import { ExamNotice } from '../exam/exam-notice.tsx'
import { useLab } from '../lab/use-lab.ts'
import { type LabSituation, situationOf } from '../lab/lab-situation.ts'
import { useLesson } from '../lesson/lesson-provider.tsx'
import type { LabTerminals } from '../terminal/lab-terminals.ts'
import { LoadedTerminalPanel } from '../terminal/loaded-panel.tsx'
import { DockerAway, ServerAway } from './lab-away.tsx'
import { LabCreating } from './lab-creating.tsx'
import { LabElsewhere } from './lab-elsewhere.tsx'
import { LabEnded } from './lab-ended.tsx'
import { LabFailed } from './lab-failed.tsx'
import { LabKept } from './lab-kept.tsx'
import { LabQueued } from './lab-queued.tsx'
import { LabStart } from './lab-start.tsx'
import { LabWaiting } from './lab-waiting.tsx'
import { TimeNotice } from './time-notice.tsx'

export function LabPane() {
  const lesson = useLesson()
  const lab = useLab()
  return <Situation situation={situationOf(lab, lesson)} terminals={lab.connection} />
}

function Situation({ situation, terminals }: { situation: LabSituation; terminals: LabTerminals | null }) {
  switch (situation.kind) {
    case 'loading':
      return <LabWaiting>Asking the server for your lab</LabWaiting>
    case 'unreachable':
      return <ServerAway error={situation.error} />
    case 'docker-down':
      return <DockerAway />
    case 'starting':
      return <LabWaiting>Asking for a cluster</LabWaiting>
    case 'queued':
      return <LabQueued lab={situation.lab} queue={situation.queue} />
    case 'creating':
      return <LabCreating lab={situation.lab} />
    case 'ready':
      return terminals === null ? (
        <LabWaiting>Connecting to your cluster</LabWaiting>
      ) : (
        <ClusterBeside look={terminals.cluster}>
          <LoadedTerminalPanel terminals={terminals} nodes={situation.lab.nodes}>
            <TimeNotice lab={situation.lab} />
            {situation.lab.exam !== undefined && <ExamNotice exam={situation.lab.exam} />}
          </LoadedTerminalPanel>
        </ClusterBeside>
      )
    case 'keeping':
      return <LabWaiting>Stopping your cluster</LabWaiting>
    case 'kept':
      return <LabKept lab={situation.lab} />
    case 'failed':
      return <LabFailed lab={situation.lab} />
    case 'ending':
      return <LabWaiting>Ending the lab and deleting its cluster</LabWaiting>
    case 'ended':
      return <LabEnded reason={situation.reason} />
    case 'elsewhere':
      return <LabElsewhere lab={situation.lab} />
    default:
      return <LabStart />
  }
}
