'use client'
import { Dialog } from '@base-ui/react/dialog'
import { Pause, Play, X } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { buttonClass } from '../../site/button.ts'
import { useStore } from '../../store/use-store.ts'
import { pageClock } from '../../time/page-clock.ts'
import { formatClock } from '../../time/words.ts'
import { createPlayer } from '../recording/create-player.ts'
import { Playback } from '../recording/playback.ts'
import type { FinishedRecording } from '../recording/recording.ts'
import { TOOL_BUTTON } from './control-classes.ts'

/** Plays a recording in the page. */
export function PlayerDialog({ recording, onClose }: { recording: FinishedRecording; onClose: () => void }) {
  const { attach, playback } = usePlayback(recording)
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/40" />
        <Dialog.Popup className="fixed top-1/2 left-1/2 z-50 flex max-h-[95dvh] max-w-[calc(100vw-2rem)] -translate-x-1/2 -translate-y-1/2 flex-col overflow-hidden rounded-lg border border-line bg-surface text-text shadow-raised">
          <div className="flex items-center justify-between gap-4 px-4 py-2">
            <Dialog.Title className="font-semibold">Recording</Dialog.Title>
            <Dialog.Close aria-label="Close the recording" className={TOOL_BUTTON}>
              <X size={16} aria-hidden />
            </Dialog.Close>
          </div>
          <Dialog.Description className="sr-only">
            Plays what the terminal showed. Keys do nothing in it.
          </Dialog.Description>
          <div className="min-h-0 overflow-auto border-y border-line bg-terminal p-2">
            <div ref={attach} />
          </div>
          {playback !== undefined && <PlaybackControls playback={playback} />}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function PlaybackControls({ playback }: { playback: Playback }) {
  const { isPlaying, atMs, durationMs } = useStore(playback)
  const first = useRef<HTMLButtonElement>(null)
  useEffect(() => first.current?.focus(), [])
  return (
    <div className="flex items-center gap-3 px-4 py-2.5">
      <button
        ref={first}
        type="button"
        className={buttonClass('primary', 'small')}
        onClick={() => (isPlaying ? playback.pause() : playback.play())}
      >
        {isPlaying ? <Pause size={14} aria-hidden /> : <Play size={14} aria-hidden />}
        {isPlaying ? 'Pause' : 'Play'}
      </button>
      <input
        type="range"
        aria-label="Position"
        aria-valuetext={`${formatClock(atMs)} of ${formatClock(durationMs)}`}
        min={0}
        max={durationMs}
        step={100}
        value={atMs}
        onChange={({ target }) => playback.seek(Number(target.value))}
        className="min-w-24 flex-1 accent-accent"
      />
      <span className="font-mono text-xs tabular-nums text-muted">
        {formatClock(atMs)} / {formatClock(durationMs)}
      </span>
    </div>
  )
}

/** The emulator lives as long as the element that React passes to `attach`. */
function usePlayback(recording: FinishedRecording) {
  const [playback, setPlayback] = useState<Playback>()
  const attach = useCallback(
    (host: HTMLElement | null) => {
      if (host === null) return undefined
      const player = createPlayer(host)
      const made = new Playback(recording, player.screen, pageClock)
      setPlayback(made)
      return () => {
        made.pause()
        player.dispose()
      }
    },
    [recording],
  )
  return { attach, playback }
}
