import { Plus } from 'lucide-react'
import { type FormEvent, useId, useState } from 'react'
import { buttonClass } from '../site/button.ts'
import { FIELD } from './class-styles.ts'

interface NameFormProps {
  label: string
  button: string
  maxLength: number
  /** Resolves with true if it is created; the field is empty then. */
  onCreate: (name: string) => Promise<boolean>
}

/** A field and a button that create something with a name. */
export function NameForm({ label, button, maxLength, onCreate }: NameFormProps) {
  const [name, setName] = useState('')
  const id = useId()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (await onCreate(name)) setName('')
  }
  return (
    <form onSubmit={(event) => void submit(event)} className="mt-6 max-w-[28rem]">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <div className="mt-1.5 flex gap-2">
        <input
          id={id}
          value={name}
          onChange={(event) => setName(event.target.value)}
          maxLength={maxLength}
          required
          className={FIELD}
        />
        <button type="submit" className={`${buttonClass('secondary')} shrink-0`}>
          <Plus size={16} aria-hidden />
          {button}
        </button>
      </div>
    </form>
  )
}
