/** The course as it was published last. */
import { type FSWatcher, watch, type WatchListener } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Logger } from 'pino'
import { VERSION_FILE } from '#protocol/published.ts'
import { loadCourse } from '#course/load.ts'
import type { Course, Lesson, Module, Term } from '#course/model.ts'

/**
 * A course that others hold on to while it changes: a lesson that is published again stays the same object with another content, so that labs
 * under way check and run what the reloaded page shows.
 */
export class PublishedCourse implements Course {
  modules: readonly Module[]
  glossary: readonly Term[]
  /** Text of the version file that stood beside the course when it was read; undefined: nothing was published. */
  version: string | undefined

  constructor({ modules, glossary }: Course, version: string | undefined) {
    this.modules = modules
    this.glossary = glossary
    this.version = version
  }

  adopt({ modules, glossary }: Course, version: string): void {
    const known = new Map(this.modules.flatMap(({ lessons }) => lessons.map((lesson) => [addressOf(lesson), lesson])))
    const keep = (fresh: Lesson): Lesson => {
      const lesson = known.get(addressOf(fresh))
      return lesson === undefined ? fresh : replaceContent(lesson, fresh)
    }
    this.modules = modules.map((module) => ({ ...module, lessons: module.lessons.map(keep) }))
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

/** The version first: what is published in between is then read once more. @throws CourseProblems */
export async function readPublishedCourse({ contentFolder, siteFolder }: CourseFolders): Promise<PublishedCourse> {
  const version = await readVersionText(siteFolder)
  return new PublishedCourse(await loadCourse(contentFolder), version)
}

export interface CourseFollower extends CourseFolders {
  course: PublishedCourse
  log: Logger
}

/** Reads the course again whenever another export is put in place. A course that cannot be read then changes nothing. Returns what ends it. */
export function followPublishing(options: CourseFollower): () => Promise<void> {
  const { course, contentFolder, siteFolder, log } = options
  let reading = Promise.resolve()
  const readAgain = async (): Promise<void> => {
    const published = await readVersionText(siteFolder)
    if (published === undefined || published === course.version) return
    course.adopt(await loadCourse(contentFolder), published)
    log.info({ lessons: course.modules.flatMap(({ lessons }) => lessons).length }, 'course.published')
  }
  const look = (): void => {
    reading = reading.then(readAgain).catch((error: unknown) => log.error({ err: error }, 'course.not_published'))
  }
  const onChange = (_: string, name: string | null): void => {
    if (name === basename(siteFolder)) look()
  }
  const watcher = watchFolder(dirname(siteFolder), onChange, log)
  look()
  return async () => {
    watcher?.close()
    await reading
  }
}

/** The link itself is replaced, so the folder around it is watched. A system that allows no more watches must not keep the server from starting. */
function watchFolder(folder: string, onChange: WatchListener<string>, log: Logger): FSWatcher | undefined {
  const giveUp = (error: unknown): undefined => {
    log.warn({ err: error }, 'course.not_followed')
  }
  try {
    return watch(folder, { persistent: false }, onChange).on('error', giveUp)
  } catch (error) {
    return giveUp(error)
  }
}

/** As it stands: only whether it differs counts. */
function readVersionText(siteFolder: string): Promise<string | undefined> {
  return readFile(join(siteFolder, VERSION_FILE), 'utf8').catch(() => undefined)
}
