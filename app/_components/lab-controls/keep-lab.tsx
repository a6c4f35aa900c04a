'use client'
import { Archive } from 'lucide-react'
import { formatDays } from '../time/words.ts'
import { useLab, useLabActions } from '../lab/use-lab.ts'
import { Confirm } from '../site/confirm.tsx'

export function KeepLab({ keepMs }: { keepMs: number }) {
  const { pending } = useLab()
  const { keep } = useLabActions()
  return (
    <Confirm
      button={
        <>
          <Archive size={14} className="max-sm:hidden" aria-hidden />
          Keep for later
        </>
      }
      action={{ id: 'keep-lab', label: 'Keep the lab for later' }}
      question="Stop here, and go on another day?"
      yes={{ label: 'Stop and keep', kind: 'primary', isDisabled: pending !== null, run: keep }}
      no="Go on"
    >
      Your cluster is stopped and kept for {formatDays(keepMs)}. Files, Pods and steps stay; what runs in open shells
      ends.
    </Confirm>
  )
}
