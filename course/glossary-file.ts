import * as z from 'zod'
import type { YamlShape } from '#course/yaml-file.ts'

const GlossaryFile = z.array(z.strictObject({ name: z.string().min(1).max(40), text: z.string().min(1).max(400) }))
export type GlossaryFile = z.infer<typeof GlossaryFile>

/** `glossary.yaml`, beside the modules. */
export const GLOSSARY_FILE: YamlShape<GlossaryFile> = {
  schema: GlossaryFile,
  examples: { name: 'name: kubelet', text: 'text: The agent on every node that runs its Pods.' },
}
