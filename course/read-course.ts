/** Reads a course and collects all its problems. */
import { CourseFiles } from '#course/course-files.ts'
import { GLOSSARY_FILE } from '#course/glossary-file.ts'
import type { Course, Lesson, Module, Term } from '#course/model.ts'
import { MODULE_FILE } from '#course/module-file.ts'
import { FILE_START, ProblemList } from '#course/problem.ts'
import { proseOfYaml, type Prose } from '#course/prose.ts'
import { readLesson, type LessonSource } from '#course/read-lesson.ts'
import { readNumberedFolder } from '#course/slug.ts'
import { joinReferences } from '#course/step-references.ts'

export interface CourseReading {
  /** The readable part, without lessons and modules that have problems. */
  course: Course
  /** Undefined if it has problems. */
  glossary: readonly Term[] | undefined
  sources: readonly LessonSource[]
  /** All prose: lessons, titles of modules, glossary. */
  prose: readonly Prose[]
  problems: ProblemList
}

/** @param contentFolder folder with the module folders and `glossary.yaml` */
export async function readCourse(contentFolder: string): Promise<CourseReading> {
  const problems = new ProblemList()
  const files = new CourseFiles(contentFolder, problems)
  const found: Found = { sources: [], prose: [] }
  const glossary = await readGlossary(files, found)
  const modules: Module[] = []
  const folders = await numberedFolders(files, '', ['glossary.yaml'])
  if (folders.length === 0) {
    const fix = 'Run `./kindlab course new the-node/hands-and-feet`'
    problems.add('.', FILE_START, { rule: 'missing-file', message: 'a course without modules', fix })
  }
  for (const { name, id } of folders) {
    const module = await readModule(files, { name, id }, found)
    if (module !== undefined) modules.push(module)
  }
  const joined = joinReferences(found.sources, problems)
  const whole = modules.map((module) => ({ ...module, lessons: lessonsOf(module, joined) }))
  const course = { modules: whole, glossary: glossary ?? [] }
  return { course, glossary, sources: joined, prose: found.prose, problems }
}

function lessonsOf({ id }: Module, sources: readonly LessonSource[]): Lesson[] {
  return sources.flatMap(({ moduleId, lesson }) => (moduleId === id && lesson !== undefined ? [lesson] : []))
}

interface Found {
  sources: LessonSource[]
  prose: Prose[]
}

async function readModule(
  files: CourseFiles,
  { name, id }: { name: string; id: string },
  found: Found,
): Promise<Module | undefined> {
  const path = `${name}/module.yaml`
  const text = await files.requireText(path, 'Write `title: ...` and `summary: ...` into it')
  const entry = text === undefined ? undefined : files.readYaml(path, text, MODULE_FILE)
  if (entry !== undefined) found.prose.push(...proseOfYaml(path, entry))
  for (const folder of await numberedFolders(files, name, ['module.yaml'])) {
    const source = await readLesson(files, { id: folder.id, moduleId: id, path: `${name}/${folder.name}` })
    if (source === undefined) continue
    found.sources.push(source)
    found.prose.push(...source.prose)
  }
  return entry && { id, folder: name, ...entry.value, lessons: [] }
}

async function readGlossary(files: CourseFiles, found: Found): Promise<readonly Term[] | undefined> {
  const text = await files.readText('glossary.yaml')
  if (text === undefined) return []
  const entries = files.readYaml('glossary.yaml', text, GLOSSARY_FILE)
  if (entries !== undefined) found.prose.push(...proseOfYaml('glossary.yaml', entries))
  return entries?.value
}

async function numberedFolders(files: CourseFiles, path: string, otherFiles: readonly string[]) {
  const found: { name: string; id: string; order: number }[] = []
  for (const { name, isFolder } of await files.listFolder(path)) {
    if (otherFiles.includes(name)) continue
    const file = path === '' ? name : `${path}/${name}`
    const numbered = isFolder ? readNumberedFolder(name) : undefined
    const twin = found.find(({ id, order }) => id === numbered?.id || order === numbered?.order)
    if (numbered === undefined) {
      const message = isFolder ? 'a folder without a number' : 'this file is not part of a course'
      const fix = isFolder ? 'Name it like 01-the-node: two digits, then lower-case words' : 'Remove it'
      files.problems.add(file, FILE_START, { rule: 'folder-name', message, fix })
    } else if (twin === undefined) found.push({ name, ...numbered })
    else {
      const fix = 'Give each its own number and its own name'
      files.problems.add(file, FILE_START, { rule: 'folder-name', message: `it collides with ${twin.name}`, fix })
    }
  }
  return found
}
