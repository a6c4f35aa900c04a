'use client'
import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { ICON_BUTTON } from './button.ts'
import { SHORTCUTS } from './shortcut.ts'

export interface HelpDialogProps {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}

export function HelpDialog({ isOpen, onOpenChange }: HelpDialogProps) {
  return (
    <Dialog.Root open={isOpen} onOpenChange={(next) => onOpenChange(next)}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-shade" />
        <Dialog.Popup className="fixed left-1/2 top-1/2 z-50 max-h-[calc(100dvh-2rem)] w-[min(34rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 overflow-y-auto rounded-xl border border-line bg-surface p-6 shadow-raised">
          <div className="flex items-start justify-between gap-4">
            <Dialog.Title className="text-lg font-semibold">Help</Dialog.Title>
            <Dialog.Close className={`${ICON_BUTTON} -mr-2 -mt-1.5`} aria-label="Close help">
              <X size={18} aria-hidden />
            </Dialog.Close>
          </div>
          <Dialog.Description className="mt-1 text-muted">
            Read on the left, work on the right. The cluster is your own: whatever you break in it harms nobody, and a
            fresh one costs one click.
          </Dialog.Description>
          <KeyTable />
          <HowItWorks />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function KeyTable() {
  return (
    <>
      <h3 className="mb-2 mt-6 text-sm font-semibold">Keys</h3>
      <dl className="divide-y divide-line border-y border-line">
        {Object.values(SHORTCUTS).map(({ keys, label }) => (
          <div key={label} className="flex items-center justify-between gap-4 py-2 text-sm">
            <dt>{label}</dt>
            <dd className="flex gap-1">
              {keys.map((key) => (
                <kbd key={key} className="key">
                  {key}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}

function HowItWorks() {
  return (
    <>
      <h3 className="mb-2 mt-6 text-sm font-semibold">In a lesson</h3>
      <ul className="list-disc space-y-1.5 pl-5 text-sm text-muted marker:text-faint">
        <li>
          “Run” types a command into the terminal of the node that the block names. Typing it yourself does the same.
        </li>
        <li>
          Checks look at the cluster by themselves after each command. A red one says what it expected and what it
          found.
        </li>
        <li>Reloading the page keeps your shells. Ending the lab deletes the cluster and everything in it.</li>
      </ul>
    </>
  )
}
