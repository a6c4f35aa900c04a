import { placeOf } from '#course/lesson-text.ts'
import { SCRIPT_FOLDERS } from '#course/lesson-scripts.ts'
import { FILE_START, type ProblemList } from '#course/problem.ts'
import type { LessonSource } from '#course/read-lesson.ts'

/** Checks that the sandbox of a lesson has the lab and nodes that its blocks and scripts need. */
export function lintNodes({ path, file, text, scripts, lesson }: LessonSource, problems: ProblemList): void {
  if (lesson === undefined) return
  const [firstBlock] = text.runBlocks.blocks
  const [firstChecked] = lesson.steps.filter(({ checks }) => checks.length > 0)
  if (lesson.lab === 'none') {
    const fix = 'Write `lab: fresh` in the frontmatter, or remove it'
    const refuse = (message: string) => ({ rule: 'no-lab', message, fix })
    if (firstBlock !== undefined)
      problems.add(file, placeOf(firstBlock.code), refuse('a run block in a lesson without a lab'))
    else if (firstChecked !== undefined)
      problems.add(`${path}/steps.yaml`, FILE_START, refuse('checks in a lesson without a lab'))
    return
  }
  if (lesson.nodes === 2) return
  const problem = { rule: 'no-worker', message: 'the worker, in a lesson with one node', fix: 'Write `nodes: 2`' }
  for (const { node, code } of text.runBlocks.blocks) {
    if (node === 'worker') problems.add(file, placeOf(code), problem)
  }
  for (const folder of SCRIPT_FOLDERS) {
    for (const found of scripts[folder].values()) {
      if (found?.script.node === 'worker') problems.add(found.script.path, FILE_START, problem)
    }
  }
}
