'use client'
import { CircleHelp } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { ICON_BUTTON } from './button.ts'
import { useShortcut } from './use-shortcut.ts'

const HelpDialog = dynamic(async () => (await import('./help-dialog.tsx')).HelpDialog, { ssr: false })

export function HelpButton() {
  // The code of the dialog loads with the first click.
  const [wasOpened, setOpened] = useState(false)
  const [isOpen, setOpen] = useState(false)
  const show = () => {
    setOpened(true)
    setOpen(true)
  }
  useShortcut('help', show)
  return (
    <>
      <button
        type="button"
        className={ICON_BUTTON}
        aria-label="Help and keys"
        title="Help and keys (?)"
        aria-haspopup="dialog"
        onClick={show}
      >
        <CircleHelp size={18} aria-hidden />
      </button>
      {wasOpened && <HelpDialog isOpen={isOpen} onOpenChange={setOpen} />}
    </>
  )
}
