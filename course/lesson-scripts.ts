/** Reads the scripts of a lesson folder. */
import type { CourseFiles } from '#course/course-files.ts'
import type { Script } from '#course/model.ts'
import { FILE_START } from '#course/problem.ts'
import { readScriptHeader } from '#course/script-header.ts'

export const SCRIPT_FOLDERS = ['checks', 'faults', 'solve', 'wrong'] as const
export type ScriptFolder = (typeof SCRIPT_FOLDERS)[number]

export interface LessonScript {
  script: Script
  says: string | undefined
}

/** Scripts by name without `.sh`; undefined for one with an invalid header. */
export type ScriptsByName = ReadonlyMap<string, LessonScript | undefined>
export type LessonScripts = Readonly<Record<ScriptFolder, ScriptsByName>>

export async function readLessonScripts(files: CourseFiles, lessonFolder: string): Promise<LessonScripts> {
  const [checks, faults, solve, wrong] = await Promise.all(
    SCRIPT_FOLDERS.map((folder) => readScripts(files, `${lessonFolder}/${folder}`)),
  )
  const none: ScriptsByName = new Map()
  return { checks: checks ?? none, faults: faults ?? none, solve: solve ?? none, wrong: wrong ?? none }
}

async function readScripts(files: CourseFiles, folder: string): Promise<ScriptsByName> {
  const scripts = new Map<string, LessonScript | undefined>()
  for (const { name, isFolder } of await files.listFolder(folder)) {
    const path = `${folder}/${name}`
    if (isFolder || !name.endsWith('.sh')) {
      const message = 'only shell scripts belong here'
      const fix = 'Remove it, or give it a name that ends in .sh'
      files.problems.add(path, FILE_START, { rule: 'unknown-file', message, fix })
      continue
    }
    const source = (await files.readText(path)) ?? ''
    const header = readScriptHeader(path, source, files.problems)
    const script = header && { script: { path, node: header.node, source }, says: header.says }
    scripts.set(name.slice(0, -'.sh'.length), script)
  }
  return scripts
}
