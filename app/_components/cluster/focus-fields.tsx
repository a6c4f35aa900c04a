'use client'
import type { ClusterFocus, ClusterView } from '#protocol/cluster.ts'
import { withPair, withService } from './focus.ts'

export interface FocusFieldsProps {
  view: ClusterView
  focus: ClusterFocus
  onFocus: (focus: ClusterFocus) => void
}

/** Chooses the focus: a Service, and a pair of Pods. */
export function FocusFields({ view, focus, onFocus }: FocusFieldsProps) {
  const pods = view.pods.map(({ key }) => key)
  const from = focus.pair?.from ?? ''
  const to = focus.pair?.to ?? ''
  const pairOf = (pair: { from: string; to: string }) => onFocus(withPair(focus, pair))
  return (
    <>
      <Choice
        label="Rules of"
        name="Rules of"
        none="no Service"
        value={focus.service ?? ''}
        options={view.services.map(({ key }) => key)}
        onChoose={(service) => onFocus(withService(focus, service))}
      />
      <Choice
        label="Path from"
        name="Path from"
        none="no Pod"
        value={from}
        options={pods}
        onChoose={(pod) => pairOf({ from: pod, to })}
      />
      <Choice
        label="to"
        name="Path to"
        none="no Pod"
        value={to}
        options={pods}
        onChoose={(pod) => pairOf({ from, to: pod })}
      />
    </>
  )
}

interface ChoiceProps {
  label: string
  /** The accessible name: the visible label may continue the one before. */
  name: string
  none: string
  value: string
  options: readonly string[]
  onChoose: (value: string) => void
}

function Choice({ label, name, none, value, options, onChoose }: ChoiceProps) {
  // A chosen object that was deleted stays chosen: it may return under the same name.
  const all = value === '' || options.includes(value) ? options : [...options, value]
  return (
    <label className="flex items-center gap-1.5 text-xs text-muted">
      {label}
      <select
        aria-label={name}
        value={value}
        onChange={(event) => onChoose(event.target.value)}
        className="h-7 w-25 rounded-md border border-line-strong/60 bg-surface px-1.5 text-xs text-text"
      >
        <option value="">{none}</option>
        {all.map((option) => (
          <option key={option} value={option}>
            {option}
          </option>
        ))}
      </select>
    </label>
  )
}
