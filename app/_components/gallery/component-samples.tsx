import type { ReactNode } from 'react'
import { CALLOUT_TYPES } from '#course/lesson-components.ts'
import { DIAGRAM_NAMES } from '#course/diagram-names.ts'
import { Diagram } from '../diagrams/diagram.tsx'
import { Break } from '../mdx/break.tsx'
import { Callout } from '../mdx/callout.tsx'
import { Checks } from '../mdx/checks.tsx'
import { Fact } from '../mdx/fact.tsx'
import { Reveal } from '../mdx/reveal.tsx'
import { Step } from '../mdx/step.tsx'
import { Term } from '../mdx/term.tsx'
import { Quiz } from '../quiz/quiz.tsx'
import type { Sample } from './choose-sample.ts'

/** A rendered sample of each component, by name. */
export function componentSamples({ step, question, term }: Sample): Readonly<Record<string, ReactNode>> {
  return {
    Step: (
      <Step id={step.id}>
        <p>The text of the step, with everything that is below.</p>
      </Step>
    ),
    Checks: <Checks step={step.id} />,
    Break: <Break step={step.id} />,
    Callout: CALLOUT_TYPES.map((type) => (
      <Callout key={type} type={type}>
        <p>A remark set apart from the text.</p>
      </Callout>
    )),
    Diagram: DIAGRAM_NAMES.map((name) => <Diagram key={name} name={name} />),
    Fact: (
      <p>
        The Pods of this cluster have addresses in <Fact name="pod-cidr">10.244.0.0/16</Fact>.
      </p>
    ),
    Reveal: (
      <Reveal question="What will it print?">
        <p>What one sees after having made up one’s mind.</p>
      </Reveal>
    ),
    Quiz: <Quiz id={question.id} />,
    Term: (
      <p>
        Press <Term name={term.name}>{term.name}</Term> for what the glossary says.
      </p>
    ),
  }
}
