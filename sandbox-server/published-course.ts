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

  constructor({ modules, glossary }: Course) {
    this.modules = modules
    this.glossary = glossary
  }

  adopt({ modules, glossary }: Course): void {
    const known = new Map(this.modules.flatMap(({ lessons }) => lessons.map((lesson) => [addressOf(lesson), lesson])))
    const keep = (fresh: Lesson): Lesson => {
      const lesson = known.get(addressOf(fresh))
      return lesson === undefined ? fresh : Object.assign(lesson, fresh)
    }
    this.modules = modules.map((module) => ({ ...module, lessons: module.lessons.map(keep) }))
    this.glossary = glossary
  }
}

function addressOf({ moduleId, id }: Lesson): string {
  return `${moduleId}/${id}`
}

export interface CourseFollower {
  course: PublishedCourse
  contentFolder: string
  siteFolder: string
  log: Logger
}

/** Reads the course again whenever another export is put in place. A course that cannot be read then changes nothing. Returns what ends it. */
export async function followPublishing(options: CourseFollower): Promise<() => Promise<void>> {
  const { course, contentFolder, siteFolder, log } = options
  let version = await readVersionText(siteFolder)
  let reading = Promise.resolve()
  const readAgain = async (): Promise<void> => {
    const published = await readVersionText(siteFolder)
    if (published === undefined || published === version) return
    version = published
    course.adopt(await loadCourse(contentFolder))
    log.info({ lessons: course.modules.flatMap(({ lessons }) => lessons).length }, 'course.published')
  }
  const onChange = (_: string, name: string | null): void => {
    if (name !== basename(siteFolder)) return
    reading = reading.then(readAgain).catch((error: unknown) => log.error({ err: error }, 'course.not_published'))
  }
  const watcher = watchFolder(dirname(siteFolder), onChange, log)
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
