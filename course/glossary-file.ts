import * as z from 'zod'
import { plainLine } from '#course/plain-line.ts'
import { termAnchor } from '#course/term-anchor.ts'
import { findDuplicates } from './duplicate-names.ts'
import type { YamlShape } from '#course/yaml-file.ts'

const GlossaryFile = z
  .array(z.strictObject({ name: plainLine(40), text: z.string().min(1).max(400) }))
  .superRefine((terms, context) => {
    const names = terms.map(({ name }) => name)
    for (const { index, first } of findDuplicates(names.map(termAnchor))) {
      const [name, before] = [names[index], names[first]]
      const message = name === before ? `"${name}" is there twice` : `"${name}" and "${before}" have the same address`
      const fix = 'Explain each term once; case and punctuation do not make a different term'
      context.addIssue({ code: 'custom', path: [index, 'name'], message, params: { fix } })
    }
  })
export type GlossaryFile = z.infer<typeof GlossaryFile>

/** `glossary.yaml`, beside the module folders. */
export const GLOSSARY_FILE: YamlShape<GlossaryFile> = {
  schema: GlossaryFile,
  examples: { name: 'name: kubelet', text: 'text: The agent on every node that runs its Pods.' },
}
