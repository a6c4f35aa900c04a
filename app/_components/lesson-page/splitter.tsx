'use client'
/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a separator that can be moved is a control; <hr> is only a line */
import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { settings, useSetting } from '../settings/settings.ts'
import { clampSplit, MAX_SPLIT, MIN_SPLIT, splitAfterKey } from './split-size.ts'

/** Reported to screen readers until the learner moves the separator. Until then CSS makes the text as wide as it needs. */
const UNSET_SPLIT_LABEL = 50

/**
 * The separator between text and terminal. Its position is the CSS variable `--split` of the document. A script in the head sets it before
 * the first paint, so a stored position causes no layout shift, and needs no layout library.
 */
export function Splitter() {
  const [stored, store] = useSetting('split')
  const drag = useRef<number | null>(null)
  const percent = stored === undefined || stored === '' ? UNSET_SPLIT_LABEL : clampSplit(Number(stored))

  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (drag.current !== event.pointerId) return
    applySplit(clampSplit((event.clientX / window.innerWidth) * 100))
  }
  const onPointerUp = (event: PointerEvent<HTMLDivElement>) => {
    if (drag.current !== event.pointerId) return
    drag.current = null
    document.documentElement.removeAttribute('data-dragging')
    store(String(clampSplit((event.clientX / window.innerWidth) * 100)))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const next = splitAfterKey(event.key, percent)
    if (next === undefined) return
    event.preventDefault()
    applySplit(next)
    store(String(next))
  }
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label="Width of text and terminal"
      aria-valuenow={percent}
      aria-valuemin={MIN_SPLIT}
      aria-valuemax={MAX_SPLIT}
      tabIndex={0}
      className="lesson-splitter"
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        drag.current = event.pointerId
        event.currentTarget.setPointerCapture(event.pointerId)
        document.documentElement.setAttribute('data-dragging', '')
      }}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
      onDoubleClick={resetSplit}
    />
  )
}

function applySplit(percent: number): void {
  document.documentElement.style.setProperty('--split', `${percent}%`)
}

function resetSplit(): void {
  document.documentElement.style.removeProperty('--split')
  settings.write('split', '')
}
