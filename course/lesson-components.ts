import { DIAGRAM_NAMES } from '#course/diagram-names.ts'
import { FACTS } from './sandbox-facts.ts'

/** The components of lessons. The site implements them, `course lint` refuses others, and `docs/writing-lessons.md` explains them. */
export interface ComponentRule {
  /** Required attributes, with a value in quotes. */
  required: readonly string[]
  optional: readonly string[]
  /** Allowed values of attributes that do not accept any text. */
  values?: Readonly<Record<string, readonly string[]>>
  /** Whether it encloses text (`<Reveal>...</Reveal>`) or is empty (`<Quiz />`). */
  hasText: boolean
  /** An example for error messages. */
  example: string
}

export const CALLOUT_TYPES = ['exam', 'version', 'trap', 'deeper'] as const

export const COMPONENTS: Readonly<Record<string, ComponentRule>> = {
  Step: { required: ['id'], optional: [], hasText: true, example: '<Step id="make-a-pod"> ... </Step>' },
  Checks: { required: ['step'], optional: [], hasText: false, example: '<Checks step="make-a-pod" />' },
  Break: { required: ['step'], optional: [], hasText: false, example: '<Break step="find-the-fault" />' },
  Callout: {
    required: ['type'],
    optional: ['title'],
    values: { type: CALLOUT_TYPES },
    hasText: true,
    example: '<Callout type="trap"> ... </Callout>',
  },
  Diagram: {
    required: ['name'],
    optional: [],
    values: { name: DIAGRAM_NAMES },
    hasText: false,
    example: '<Diagram name="node" />',
  },
  Fact: {
    required: ['name'],
    optional: [],
    values: { name: Object.keys(FACTS) },
    hasText: true,
    example: '<Fact name="pod-cidr">10.244.0.0/16</Fact>',
  },
  Reveal: {
    required: ['question'],
    optional: [],
    hasText: true,
    example: '<Reveal question="What will it print?"> ... </Reveal>',
  },
  Quiz: { required: ['id'], optional: [], hasText: false, example: '<Quiz id="who-chooses-the-node" />' },
  Term: { required: ['name'], optional: [], hasText: true, example: '<Term name="kubelet">kubelet</Term>' },
}
