import { realpath, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { CourseFiles } from '#course/course-files.ts'
import type { Place, ProblemList } from '#course/problem.ts'

export interface ScenarioFile {
  /** Path in index.json. */
  path: string
  text: string
}

/** Reads files of a scenario, and no files outside of its folder, since scenarios are not trusted. */
export class ScenarioFiles {
  readonly folder: string
  readonly problems: ProblemList
  readonly #files: CourseFiles

  constructor(folder: string, problems: ProblemList) {
    this.folder = folder
    this.problems = problems
    this.#files = new CourseFiles(folder, problems)
  }

  /** Undefined if the file does not exist; reports a problem at the place that names it. */
  async read(path: string | undefined, named: { file: string; place: Place }): Promise<ScenarioFile | undefined> {
    if (path === undefined || path === '') return undefined
    const refuse = (message: string, fix: string): undefined => {
      this.problems.add(named.file, named.place, { rule: 'scenario-file', message, fix })
    }
    if (!(await this.#isInside(path))) {
      return refuse(`${path} is outside the scenario`, 'Copy it into the folder of the scenario, and name it there')
    }
    const text = await this.#files.readText(path)
    if (text === undefined) return refuse(`there is no file ${path}`, 'Add it, or remove its name')
    return { path, text: text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n') }
  }

  async isFolder(): Promise<boolean> {
    return (await stat(this.folder).catch(() => undefined))?.isDirectory() === true
  }

  async #isInside(path: string): Promise<boolean> {
    const root = await realpath(this.folder)
    const target = await realpath(join(root, path)).catch(() => join(root, path))
    return !relative(root, target).startsWith('..')
  }
}
