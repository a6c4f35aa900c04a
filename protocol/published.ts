/** `GET /version.json`, a file of the exported site. A page polls it to detect an update of its lesson. */
import * as z from 'zod/mini'

export const VERSION_FILE = 'version.json'

export const PublishedView = z.object({
  /** Changes with every change of the export. */
  version: z.string(),
  /** `<module>/<lesson>` -> a version that changes with the text, steps, checks or questions of the lesson, or with the glossary. */
  lessons: z.record(z.string(), z.string()),
  /** The export of `./kindlab dev`: a version is the last save, and pages reload by themselves. */
  isPreview: z.optional(z.boolean()),
})
export type PublishedView = z.infer<typeof PublishedView>
