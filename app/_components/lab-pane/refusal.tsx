'use client'
import { useLab } from '../lab/use-lab.ts'
import { ErrorText } from '../site/error-text.tsx'

/** Why the server refused the last action. */
export function Refusal() {
  const { refusal } = useLab()
  return <div role="alert">{refusal !== null && <ErrorText error={refusal} />}</div>
}
