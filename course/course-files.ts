/** Reads files of a course; paths are relative to its root, with slashes. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { FILE_START, type ProblemList } from '#course/problem.ts'
import { readYaml, type YamlShape, type YamlValue } from '#course/yaml-file.ts'

export class CourseFiles {
  readonly root: string
  readonly problems: ProblemList

  constructor(root: string, problems: ProblemList) {
    this.root = root
    this.problems = problems
  }

  /** Undefined if the file does not exist. */
  async readText(path: string): Promise<string | undefined> {
    return orMissing(readFile(join(this.root, path), 'utf8'))
  }

  /** Like `readText`, but reports a missing file as a problem. */
  async requireText(path: string, fix: string): Promise<string | undefined> {
    const text = await this.readText(path)
    if (text === undefined) {
      this.problems.add(path, FILE_START, { rule: 'missing-file', message: 'this file is missing', fix })
    }
    return text
  }

  readYaml<T>(path: string, text: string, shape: YamlShape<T>): YamlValue<T> | undefined {
    return readYaml({ file: path, text, linesBefore: 0 }, shape, this.problems)
  }

  /** Sorted; empty if the folder does not exist. */
  async listFolder(path: string): Promise<{ name: string; isFolder: boolean }[]> {
    const entries = (await orMissing(readdir(join(this.root, path), { withFileTypes: true }))) ?? []
    const visible = entries.filter(({ name }) => !name.startsWith('.'))
    const listed = visible.map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }))
    return listed.toSorted((a, b) => a.name.localeCompare(b.name))
  }
}

async function orMissing<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) {
      return undefined
    }
    throw error
  }
}
