import * as z from 'zod'
import { plainLine } from '#course/plain-line.ts'
import type { YamlShape } from '#course/yaml-file.ts'

const ModuleFile = z.strictObject({ title: plainLine(80), summary: z.string().min(1).max(300) })
export type ModuleFile = z.infer<typeof ModuleFile>

/** `module.yaml`. The number of the folder gives the order. */
export const MODULE_FILE: YamlShape<ModuleFile> = {
  schema: ModuleFile,
  examples: { title: 'title: The node', summary: 'summary: What turns a decision into a running container.' },
}
