import type { ReactNode } from 'react'
import { StepNumber } from './step-number.tsx'
import { StepSection } from './step-section.tsx'
import { StepTick } from './step-tick.tsx'

export interface StepProps {
  id: string
  title: string
  children: ReactNode
}

/** A part of the lesson with something to do. */
export function Step({ id, title, children }: StepProps) {
  return (
    <StepSection id={id}>
      <h2 id={`${id}-title`} className="mt-0! flex items-start gap-3">
        <StepTick id={id} />
        <span>
          <span className="sr-only">
            <StepNumber id={id} isWord />
          </span>
          {title}
        </span>
      </h2>
      {children}
    </StepSection>
  )
}
