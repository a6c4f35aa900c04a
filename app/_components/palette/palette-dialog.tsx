'use client'
import { Dialog } from '@base-ui/react/dialog'
import { useRouter } from 'next/navigation'
import { useRef } from 'react'
import { useShowView } from '../lesson/lesson-view.ts'
import type { PaletteItem } from './palette-item.ts'
import { Palette } from './palette.tsx'

export interface PaletteDialogProps {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}

const POSITION =
  'fixed left-1/2 top-[min(12vh,7rem)] z-50 -translate-x-1/2 ' +
  'flex max-h-[min(34rem,calc(100dvh-min(12vh,7rem)-1rem))] w-[min(40rem,calc(100vw-1.5rem))] flex-col'

export function PaletteDialog({ isOpen, onOpenChange }: PaletteDialogProps) {
  const router = useRouter()
  const showView = useShowView()
  const chosen = useRef<PaletteItem>(undefined)
  const choose = (item: PaletteItem) => {
    chosen.current = item
    onOpenChange(false)
  }
  /** Runs after the dialog has closed: the dialog holds the focus until then, and the action may need it. */
  const act = () => {
    const item = chosen.current
    chosen.current = undefined
    if (item?.kind === 'action') item.run()
    else if (item !== undefined) goTo(item.href)
  }
  /** On a narrow screen the terminal hides a target in the open lesson: show the text. */
  const goTo = (href: string) => {
    showView('text')
    router.push(href)
  }
  return (
    <Dialog.Root
      open={isOpen}
      onOpenChange={(next) => onOpenChange(next)}
      onOpenChangeComplete={(isShown) => {
        if (!isShown) act()
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-shade" />
        <Dialog.Popup
          aria-label="Search and actions"
          finalFocus={() => chosen.current === undefined}
          className={`${POSITION} overflow-hidden rounded-xl border border-line bg-surface shadow-raised`}
        >
          <Palette onChoose={choose} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
