'use client'
/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a separator that can be moved is a control; <hr> is only a line */
import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { settings, useSetting } from '../settings/settings.ts'
import { clampSplit, MAX_SPLIT, MIN_SPLIT, splitAfterKey } from './split-size.ts'

/** Until somebody drags: as wide as the text needs and no wider, for the terminal has use for every column. */
const UNSET_SPLIT_LABEL = 50

/**
 * The line between text and terminal. Its place is the CSS variable `--split` of the document, which a script in the head sets before
 * the first paint: so a remembered place costs no jump and no JavaScript of a layout library.
 */
export function Splitter() {
  const [stored, store] = useSetting('split')
  const drag = useRef<number | null>(null)
  const place = stored === undefined || stored === '' ? UNSET_SPLIT_LABEL : clampSplit(Number(stored))

  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (drag.current !== event.pointerId) return
    show(clampSplit((event.clientX / window.innerWidth) * 100))
  }
  const onPointerUp = (event: PointerEvent<HTMLDivElement>) => {
    if (drag.current !== event.pointerId) return
    drag.current = null
    document.documentElement.removeAttribute('data-dragging')
    store(String(clampSplit((event.clientX / window.innerWidth) * 100)))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const next = splitAfterKey(event.key, place)
    if (next === undefined) return
    event.preventDefault()
    show(next)
    store(String(next))
  }
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label="Width of text and terminal"
      aria-valuenow={place}
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
      onDoubleClick={forget}
    />
  )
}

function show(percent: number): void {
  document.documentElement.style.setProperty('--split', `${percent}%`)
}

function forget(): void {
  document.documentElement.style.removeProperty('--split')
  settings.write('split', '')
}
