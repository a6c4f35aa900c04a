'use client'
import { UserRound } from 'lucide-react'
import { useRef } from 'react'
import { useLab } from '../lab/use-lab.ts'
import { Disclosure, type DisclosureHandle } from '../site/disclosure.tsx'
import { useAction } from '../site/use-action.ts'
import { NameForm } from './name-form.tsx'

/** What the learner is called, in every header, and where they change it. Only a place for it before the server has answered: nothing moves when it comes. */
export function NameMenu() {
  const { session } = useLab()
  const menu = useRef<DisclosureHandle>(null)
  const isKnown = session.state === 'ready'
  useAction({ id: 'name', label: 'Change your name', isAvailable: isKnown }, () => menu.current?.open())
  if (!isKnown) return <span aria-hidden className="size-9" />
  const { displayName } = session.view.learner
  return (
    <Disclosure
      ref={menu}
      title="Your name"
      button={
        <>
          <UserRound size={18} aria-hidden />
          <span className="sr-only">Your name</span>
          {displayName !== undefined && <bdi className="max-w-40 truncate max-sm:sr-only">{displayName}</bdi>}
        </>
      }
      buttonClass={BUTTON}
      panelClass="right-0 top-full mt-1 w-72 p-4 max-sm:-right-18"
    >
      <NameForm key={displayName} displayName={displayName ?? ''} />
    </Disclosure>
  )
}

const BUTTON =
  'inline-flex h-9 min-w-9 items-center justify-center gap-1.5 rounded-md px-2 text-sm text-muted transition-colors hover:bg-sunken hover:text-text'
