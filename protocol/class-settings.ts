/** Settings of one class. */
import * as z from 'zod/mini'

export const ClassSettings = z.object({
  /** Whether learners get hints and solutions while the class runs. */
  hasHelp: z.boolean(),
  /** Whether instructors of the class may watch terminals. The learner's page always shows who watches. */
  isWatchable: z.boolean(),
})
export type ClassSettings = z.infer<typeof ClassSettings>

export const DEFAULT_CLASS_SETTINGS: ClassSettings = { hasHelp: true, isWatchable: true }
