'use client'
import { Circle, Download, Play, Square } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { buttonClass } from '../../site/button.ts'
import { useStore } from '../../store/use-store.ts'
import type { Recorder } from '../recording/recorder.ts'
import { type FinishedRecording, toAsciicast } from '../recording/recording.ts'
import { Notice } from './notice.tsx'

const PlayerDialog = dynamic(async () => (await import('./player-dialog.tsx')).PlayerDialog, { ssr: false })

/** A notice while the terminal is recorded, then the actions on the finished recording. */
export function RecordingBar({ recorder }: { recorder: Recorder }) {
  const view = useStore(recorder)
  if (view.state === 'off') return null
  if (view.state === 'done') return <Done recorder={recorder} recording={view.recording} isCut={view.isCut} />
  return (
    <Notice
      tone="danger"
      Icon={Circle}
      place="under"
      action={
        <button type="button" className={buttonClass('secondary', 'small')} onClick={() => recorder.stop()}>
          <Square size={13} aria-hidden /> Stop recording
        </button>
      }
    >
      This terminal is being recorded, in this page only. Your keys are not; what the shell shows of them is.
    </Notice>
  )
}

interface DoneProps {
  recorder: Recorder
  recording: FinishedRecording
  isCut: boolean
}

function Done({ recorder, recording, isCut }: DoneProps) {
  const [isPlaying, setPlaying] = useState(false)
  return (
    <Notice
      tone="neutral"
      Icon={Circle}
      place="under"
      action={
        <>
          <button type="button" className={buttonClass('primary', 'small')} onClick={() => setPlaying(true)}>
            <Play size={14} aria-hidden /> Play
          </button>
          <button type="button" className={buttonClass('secondary', 'small')} onClick={() => download(recording)}>
            <Download size={14} aria-hidden /> Download
          </button>
          <button type="button" className={buttonClass('quiet', 'small')} onClick={() => recorder.discard()}>
            Discard
          </button>
        </>
      }
    >
      {isCut ? 'The recording has reached its limit and ended.' : 'The recording has ended.'} It is in this page only
      until you download it. Keys, tokens and passwords that were recognised are masked; look before you pass it on.
      {isPlaying && <PlayerDialog recording={recording} onClose={() => setPlaying(false)} />}
    </Notice>
  )
}

function download(recording: FinishedRecording): void {
  const url = URL.createObjectURL(new Blob([toAsciicast(recording)], { type: 'application/x-asciicast' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `kindlab-${new Date(recording.startedAt).toISOString().slice(0, 19).replaceAll(':', '-')}.cast`
  link.click()
  URL.revokeObjectURL(url)
}
