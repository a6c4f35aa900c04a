/** The course at build time: pages are made from it once, and the browser never sees it. */
import { resolve } from 'node:path'
import { cache } from 'react'
import { loadCourse } from '#course/load.ts'
import type { Course } from '#course/model.ts'

export const CONTENT_FOLDER = resolve('content')

export const readSiteCourse = cache((): Promise<Course> => loadCourse(CONTENT_FOLDER))
