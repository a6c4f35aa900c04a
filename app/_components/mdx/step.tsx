import type { ReactNode } from 'react'
import { StepSection } from './step-section.tsx'
import { StepTick } from './step-tick.tsx'

export interface StepProps {
  id: string
  number: number
  title: string
  children: ReactNode
}

/** A part of the lesson with something to do. */
export function Step({ id, number, title, children }: StepProps) {
  return (
    <StepSection id={id}>
      <h2 id={`${id}-title`} className="mt-0! flex items-start gap-3">
        <StepTick id={id} number={number} />
        <span>
          <span className="sr-only">Step {number}: </span>
          {title}
        </span>
      </h2>
      {children}
    </StepSection>
  )
}
