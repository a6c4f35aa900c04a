import * as z from 'zod'

const message = 'backticks in a text that is not shown with code'
const fix = 'Remove them: the text also appears in lists, tooltips and browser tabs'

/** A title or a name, without markup. */
export function plainLine(maxLength: number): z.ZodString {
  return z
    .string()
    .min(1)
    .max(maxLength)
    .refine((text) => !text.includes('`'), { message, params: { fix } })
}
