import * as z from 'zod'
import { plainLine } from '#course/plain-line.ts'
import type { YamlShape } from '#course/yaml-file.ts'

/** The text between `---` lines at the top of a lesson. */
const LessonFrontmatter = z.strictObject({
  title: plainLine(80),
  summary: z.string().min(1).max(300),
  minutes: z.int().min(1).max(180),
  objectives: z.array(z.string().min(1)).min(1),
  examPoints: z.array(z.string().min(1)).default([]),
  nodes: z.literal([1, 2]),
  lab: z.enum(['fresh', 'continue', 'none']),
  draw: z.int().min(1).optional(),
  exam: z.strictObject({ minutes: z.int().min(5).max(180), passPercent: z.int().min(1).max(100) }).optional(),
})
export type LessonFrontmatter = z.infer<typeof LessonFrontmatter>

export const LESSON_FRONTMATTER: YamlShape<LessonFrontmatter> = {
  schema: LessonFrontmatter,
  examples: {
    title: 'title: Hands and feet',
    summary: 'summary: What runs on a node, and what each part of it does.',
    minutes: 'minutes: 20',
    objectives: 'objectives: [find the kubelet on a node]',
    examPoints: 'examPoints: [kubelet is a systemd service]',
    nodes: 'nodes: 2',
    lab: 'lab: fresh',
    draw: 'draw: 4',
    exam: 'exam: { minutes: 45, passPercent: 66 }',
    passPercent: 'exam: { minutes: 45, passPercent: 66 }',
  },
}
