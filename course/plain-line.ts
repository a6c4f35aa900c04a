import * as z from 'zod'

const message = 'backticks where nothing is shown as code'
const fix = 'Write it without: it also stands in lists, tooltips and browser tabs'

/** A title or a name: nothing in it is markup. */
export function plainLine(maxLength: number): z.ZodString {
  return z
    .string()
    .min(1)
    .max(maxLength)
    .refine((text) => !text.includes('`'), { message, params: { fix } })
}
