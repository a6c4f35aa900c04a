import * as z from 'zod'
import { plainLine } from '#course/plain-line.ts'
import { OUTSIDE_STEPS } from '#course/run-blocks.ts'
import { Slug } from '#course/slug.ts'
import type { YamlShape } from '#course/yaml-file.ts'

const CheckEntry = z.strictObject({ id: Slug, title: z.string().min(1).max(160) })

const StepEntry = z
  .strictObject({
    id: Slug.refine((id) => id !== OUTSIDE_STEPS, `a step may not be called "${OUTSIDE_STEPS}"`),
    title: plainLine(120),
    weight: z.number().positive().max(100).default(1),
    checks: z.array(CheckEntry).default([]),
    observe: z.boolean().default(false),
    fault: Slug.optional(),
    topic: plainLine(40).optional(),
    from: z
      .string()
      .regex(/^[a-z0-9-]+\/[a-z0-9-]+\/[a-z0-9-]+$/)
      .optional(),
    teaches: z
      .string()
      .regex(/^[a-z0-9-]+\/[a-z0-9-]+$/)
      .optional(),
    hints: z.array(z.string().min(1)).max(3).default([]),
  })
  .superRefine(({ checks, observe, hints, fault, from }, context) => {
    const refuse = (field: string, message: string, fix: string) =>
      context.addIssue({ code: 'custom', path: [field], message, params: { fix } })
    if (from !== undefined) {
      const own = { checks: checks.length > 0, observe, fault: fault !== undefined, hints: hints.length > 0 }
      for (const [field, pathExists] of Object.entries(own)) {
        if (pathExists) refuse(field, `"${field}" in a step from another lesson`, 'Remove it, or `from:`')
      }
      return
    }
    if (checks.length === 0 && !observe) {
      const fix = 'Add a check, or `observe: true` if the step has no task'
      refuse('checks', 'a step without a check and without `observe: true`', fix)
    }
    if (checks.length > 0 && observe) refuse('observe', '`observe: true` in a step that has checks', 'Remove it')
  })
const StepsFile = z.array(StepEntry)
export type StepsFile = z.infer<typeof StepsFile>

/** `steps.yaml`: one entry for each `<Step>`, in the order of the text. */
export const STEPS_FILE: YamlShape<StepsFile> = {
  schema: StepsFile,
  examples: {
    id: 'id: make-a-pod',
    title: 'title: Make a Pod that no node can take',
    weight: 'weight: 1',
    checks: 'checks: [{ id: pending-pod, title: The Pod waits for a node }]',
    observe: 'observe: true',
    fault: 'fault: kubelet-stopped',
    topic: 'topic: kubelet',
    from: 'from: node-status/notready-clinic/case-3',
    teaches: 'teaches: node-status/notready-clinic',
    hints: 'hints: [Look at the Events of the Pod.]',
  },
}
