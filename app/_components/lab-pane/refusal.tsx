'use client'
import { useLab } from '../lab/use-lab.ts'
import { ErrorText } from './error-text.tsx'

/** Why the last start or end was refused, under the button that asked. */
export function Refusal() {
  const { refusal } = useLab()
  return <div role="alert">{refusal !== null && <ErrorText error={refusal} />}</div>
}
