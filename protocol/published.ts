/** `GET /version.json`, a file of the exported site: pages ask for it to learn that a lesson was updated since they were opened. */
import * as z from 'zod/mini'

export const VERSION_FILE = 'version.json'

export const PublishedView = z.object({
  /** Another one with every export that differs in anything. */
  version: z.string(),
  /** `<module>/<lesson>` -> another one whenever its text, steps, checks or questions, or the glossary, differ. */
  lessons: z.record(z.string(), z.string()),
  /** Of `./kindlab dev`: a version is only the last save, and pages take it up by themselves. */
  isPreview: z.optional(z.boolean()),
})
export type PublishedView = z.infer<typeof PublishedView>
