/** The latest published course. */
import { type FSWatcher, watch, type WatchListener } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Logger } from 'pino'
import { VERSION_FILE } from '#protocol/published.ts'
import { loadCourse } from '#course/load.ts'
import type { Course, Lesson, Module, Term } from '#course/model.ts'

/**
 * A course that changes while other objects refer to it. A lesson keeps its identity when it is published again; only its content is replaced.
 * Running labs therefore use the checks and run blocks that a reloaded page shows.
 */
export class PublishedCourse implements Course {
  modules: readonly Module[]
  glossary: readonly Term[]
  /** Text of the version file when the course was read. Undefined: nothing was published. */
  version: string | undefined

  constructor({ modules, glossary }: Course, version: string | undefined) {
    this.modules = modules
    this.glossary = glossary
    this.version = version
  }

  update({ modules, glossary }: Course, version: string): void {
    const known = new Map(this.modules.flatMap(({ lessons }) => lessons.map((lesson) => [addressOf(lesson), lesson])))
    const updateLesson = (fresh: Lesson): Lesson => {
      const lesson = known.get(addressOf(fresh))
      return lesson === undefined ? fresh : replaceContent(lesson, fresh)
    }
    this.modules = modules.map((module) => ({ ...module, lessons: module.lessons.map(updateLesson) }))
    this.glossary = glossary
    this.version = version
  }
}

function replaceContent(lesson: Lesson, fresh: Lesson): Lesson {
  for (const key of Object.keys(lesson)) if (!Object.hasOwn(fresh, key)) Reflect.deleteProperty(lesson, key)
  return Object.assign(lesson, fresh)
}

function addressOf({ moduleId, id }: Lesson): string {
  return `${moduleId}/${id}`
}

export interface CourseFolders {
  contentFolder: string
  siteFolder: string
}

/** Reads the version before the course, so that a course published in between is read again. @throws CourseProblems */
export async function readPublishedCourse({ contentFolder, siteFolder }: CourseFolders): Promise<PublishedCourse> {
  const version = await readVersionText(siteFolder)
  return new PublishedCourse(await loadCourse(contentFolder), version)
}

export interface ReloadOptions extends CourseFolders {
  course: PublishedCourse
  log: Logger
}

/** Reads the course again after each publish. An unreadable course changes nothing. The returned function stops it. */
export function reloadOnPublish(options: ReloadOptions): () => Promise<void> {
  const { course, contentFolder, siteFolder, log } = options
  let reading = Promise.resolve()
  const reloadIfChanged = async (): Promise<void> => {
    const published = await readVersionText(siteFolder)
    if (published === undefined || published === course.version) return
    course.update(await loadCourse(contentFolder), published)
    log.info({ lessons: course.modules.flatMap(({ lessons }) => lessons).length }, 'course.published')
  }
  const reload = (): void => {
    reading = reading.then(reloadIfChanged).catch((error: unknown) => log.error({ err: error }, 'course.not_published'))
  }
  const onChange = (_: string, name: string | null): void => {
    if (name === basename(siteFolder)) reload()
  }
  const watcher = watchFolder(dirname(siteFolder), onChange, log)
  reload()
  return async () => {
    watcher?.close()
    await reading
  }
}

/** Publishing replaces a link, so this watches the parent folder. The server also starts when the system allows no further watches. */
function watchFolder(folder: string, onChange: WatchListener<string>, log: Logger): FSWatcher | undefined {
  const giveUp = (error: unknown): undefined => {
    log.warn({ err: error }, 'course.not_watched')
  }
  try {
    return watch(folder, { persistent: false }, onChange).on('error', giveUp)
  } catch (error) {
    return giveUp(error)
  }
}

/** Unparsed: the text is only compared. */
function readVersionText(siteFolder: string): Promise<string | undefined> {
  return readFile(join(siteFolder, VERSION_FILE), 'utf8').catch(() => undefined)
}
