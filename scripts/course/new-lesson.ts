import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { readNumberedFolder, SLUG_PATTERN } from '#course/slug.ts'
import { lessonFiles, moduleFiles, titleOf } from './lesson-template.ts'
import { pathExists } from '#scripts/setup/path-exists.ts'
import { EXIT, SetupError } from '#scripts/setup/setup-error.ts'

/** Writes a lesson that passes lint. Returns its folder. */
export function makeLesson(contentFolder: string, name: string): Promise<string> {
  return placeLesson(contentFolder, name, (lessonId) => lessonFiles(titleOf(lessonId)))
}

/** Writes a lesson after the last one of its module, and creates the module if needed. Returns the folder of the lesson. */
export async function placeLesson(
  contentFolder: string,
  name: string,
  filesOf: (lessonId: string) => Readonly<Record<string, string>>,
): Promise<string> {
  const [moduleId = '', lessonId = '', ...rest] = name.split('/')
  if (!SLUG_PATTERN.test(moduleId) || !SLUG_PATTERN.test(lessonId) || rest.length > 0) {
    throw new SetupError(`"${name}" is not <module>/<lesson>`, {
      remedy: './kindlab course new the-node/hands-and-feet (lower-case words and hyphens, no numbers)',
      exitCode: EXIT.usage,
    })
  }
  const module = await placeFor(contentFolder, moduleId)
  if (module.isNew) await writeFiles(join(contentFolder, module.folder), moduleFiles(titleOf(moduleId)))
  const lesson = await placeFor(join(contentFolder, module.folder), lessonId)
  const folder = join(contentFolder, module.folder, lesson.folder)
  if (!lesson.isNew) {
    const remedy = 'choose another name, or edit that lesson'
    throw new SetupError(`The lesson ${folder} exists already`, { remedy, exitCode: EXIT.usage })
  }
  await writeFiles(folder, filesOf(lessonId))
  return folder
}

async function placeFor(parent: string, id: string): Promise<{ folder: string; isNew: boolean }> {
  const names = (await pathExists(parent)) ? await readdir(parent) : []
  const numbered = names.flatMap((name) => {
    const folder = readNumberedFolder(name)
    return folder === undefined ? [] : [{ name, ...folder }]
  })
  const known = numbered.find((entry) => entry.id === id)
  if (known !== undefined) return { folder: known.name, isNew: false }
  const next = Math.max(0, ...numbered.map(({ order }) => order)) + 1
  return { folder: `${String(next).padStart(2, '0')}-${id}`, isNew: true }
}

async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text, { flag: 'wx' })
  }
}
