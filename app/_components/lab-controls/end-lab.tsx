'use client'
import { useLab, useLabActions } from '../lab/use-lab.ts'
import { Confirm } from '../site/confirm.tsx'

export function EndLab() {
  const { pending } = useLab()
  const { end } = useLabActions()
  return (
    <Confirm
      button="End lab"
      action={{ id: 'end-lab', label: 'End the lab' }}
      question="End this lab?"
      yes={{ label: 'End and delete', kind: 'danger', isDisabled: pending !== null, run: end }}
      no="Keep it"
    >
      The cluster and everything in it is deleted. Steps that are done stay done.
    </Confirm>
  )
}
