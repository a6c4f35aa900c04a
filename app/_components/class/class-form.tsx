'use client'
import { type ComponentProps, type FormEvent, useId, useState } from 'react'
import type { ClassView } from '#protocol/classes.ts'
import { call } from '../api/call.ts'
import { buttonClass } from '../site/button.ts'
import { fromInput, toInput } from './class-dates.ts'
import { FIELD, SECTION } from './class-styles.ts'

interface ClassFormProps {
  known: ClassView
  act: (change: () => Promise<unknown>) => Promise<boolean>
}

/** Name, dates, seats and settings of the class. */
export function ClassForm({ known, act }: ClassFormProps) {
  const [name, setName] = useState(known.name)
  const [limits, setLimits] = useState({
    startsAt: toInput(known.startsAt),
    endsAt: toInput(known.endsAt),
    seats: known.seats === undefined ? '' : String(known.seats),
  })
  const [settings, setSettings] = useState(known.settings)
  const save = (event: FormEvent) => {
    event.preventDefault()
    void act(() => call('class.change', { id: known.id, body: { name, settings, ...readLimits(limits) } }))
  }
  return (
    <form onSubmit={save} className="mt-10 max-w-[24rem]">
      <h2 className={SECTION}>Settings</h2>
      <Field label="Name" value={name} onChange={setName} maxLength={80} required />
      <LimitFields limits={limits} onChange={setLimits} />
      <Switch
        label="Learners get hints and solutions"
        isOn={settings.hasHelp}
        onChange={(hasHelp) => setSettings({ ...settings, hasHelp })}
      />
      <Switch
        label="Instructors may watch terminals"
        isOn={settings.isWatchable}
        onChange={(isWatchable) => setSettings({ ...settings, isWatchable })}
      />
      <button type="submit" className={`${buttonClass('secondary', 'small')} mt-4`}>
        Save
      </button>
    </form>
  )
}

/** The texts of the inputs. */
interface Limits {
  startsAt: string
  endsAt: string
  seats: string
}

function readLimits({ startsAt, endsAt, seats }: Limits): { startsAt?: number; endsAt?: number; seats?: number } {
  const limits = {
    startsAt: fromInput(startsAt),
    endsAt: fromInput(endsAt),
    seats: seats === '' ? undefined : Number(seats),
  }
  return Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined))
}

function LimitFields({ limits, onChange }: { limits: Limits; onChange: (limits: Limits) => void }) {
  return (
    <>
      <Field
        label="Starts"
        type="datetime-local"
        value={limits.startsAt}
        onChange={(startsAt) => onChange({ ...limits, startsAt })}
      />
      <Field
        label="Ends"
        type="datetime-local"
        value={limits.endsAt}
        onChange={(endsAt) => onChange({ ...limits, endsAt })}
        hint="Outside of these dates, learners cannot join, raise a hand or be watched. Empty: always."
      />
      <Field
        label="Labs at once"
        type="number"
        min={1}
        max={1000}
        value={limits.seats}
        onChange={(seats) => onChange({ ...limits, seats })}
        hint="Empty: only the machine is the limit."
      />
    </>
  )
}

interface FieldProps extends Omit<ComponentProps<'input'>, 'onChange'> {
  label: string
  hint?: string
  onChange: (text: string) => void
}

function Field({ label, hint, onChange, ...input }: FieldProps) {
  const id = useId()
  return (
    <>
      <label htmlFor={id} className="mt-3 block text-sm font-medium">
        {label}
      </label>
      <input
        {...input}
        id={id}
        onChange={(event) => onChange(event.target.value)}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        className={`${FIELD} mt-1`}
      />
      {hint !== undefined && (
        <p id={`${id}-hint`} className="mt-1 text-xs text-muted">
          {hint}
        </p>
      )}
    </>
  )
}

function Switch({ label, isOn, onChange }: { label: string; isOn: boolean; onChange: (isOn: boolean) => void }) {
  return (
    <label className="mt-3 flex min-h-6 items-center gap-2 text-sm font-medium">
      <input
        type="checkbox"
        checked={isOn}
        onChange={(event) => onChange(event.target.checked)}
        className="size-4 accent-accent"
      />
      {label}
    </label>
  )
}
