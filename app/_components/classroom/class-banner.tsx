'use client'
import { Megaphone, MessageSquare, X } from 'lucide-react'
import Link from 'next/link'
import { type ReactNode, useState } from 'react'
import { ICON_BUTTON } from '../site/button.ts'
import type { MineView } from './class-store.ts'

/** The banner of the class, and the answer to the last question, until the learner closes them. */
export function ClassBanner({ mine: { banner, answer } }: { mine: MineView }) {
  const [closedAt, setClosedAt] = useState(0)
  const [firstAnswerAt] = useState(answer?.at)
  const isNewAnswer = answer !== undefined && answer.at !== firstAnswerAt && answer.at > closedAt
  const isNewBanner = banner !== undefined && banner.sentAt > closedAt
  const close = () => setClosedAt(Math.max(banner?.sentAt ?? 0, answer?.at ?? 0))
  return (
    <div
      aria-live="polite"
      className="pointer-events-none fixed inset-x-3 top-16 z-40 mx-auto flex max-w-xl flex-col gap-2 empty:hidden"
    >
      {isNewBanner && (
        <Shown Icon={Megaphone} title={banner.from} onClose={close}>
          {banner.text}
          {banner.path !== undefined && (
            <Link href={banner.path} className="ml-2 text-accent underline">
              Go there
            </Link>
          )}
        </Shown>
      )}
      {isNewAnswer && (
        <Shown Icon={MessageSquare} title="Answer to your question" onClose={close}>
          {answer.text}
        </Shown>
      )}
    </div>
  )
}

interface ShownProps {
  Icon: typeof Megaphone
  title: string
  onClose: () => void
  children: ReactNode
}

function Shown({ Icon, title, onClose, children }: ShownProps) {
  return (
    <div className="pointer-events-auto flex items-start gap-3 rounded-lg border border-accent bg-accent-soft px-4 py-3 text-sm text-text shadow-raised">
      <Icon size={18} aria-hidden className="mt-0.5 shrink-0 text-accent" />
      <div className="min-w-0 flex-1">
        <p className="font-medium">
          <bdi>{title}</bdi>
        </p>
        <p className="break-words">{children}</p>
      </div>
      <button type="button" className={ICON_BUTTON} onClick={onClose} aria-label="Close the message">
        <X size={16} aria-hidden />
      </button>
    </div>
  )
}
