/** Lists everything that the search can find: lessons, sections, commands, and glossary terms. */
import type { Lesson, RunBlock, Term } from '#course/model.ts'
import { termAnchor } from '#course/term-anchor.ts'
import type { LessonSection, LessonSections } from '../course/lesson-contents.ts'
import type { LessonPlace } from '../course/lesson-place.ts'
import { commandAnchor, lessonHref } from '../course/links.ts'
import type { SearchSource } from './search-entry.ts'

export function lessonSources({ lesson, number, module }: LessonPlace, parts: LessonSections): SearchSource[] {
  const href = lessonHref(lesson.moduleId, lesson.id)
  const whole: SearchSource = {
    id: href,
    kind: 'lesson',
    title: `${number}. ${lesson.title}`,
    place: module.title,
    href,
    text: [lesson.summary, ...lesson.objectives, ...lesson.examPoints, parts.intro].join('\n'),
  }
  return [
    whole,
    ...searchableSections(lesson, parts.sections).map((section) => sectionSource(lesson, href, section)),
    ...lesson.runBlocks.map((block) => commandSource(lesson, href, block)),
  ]
}

/** The tasks of an exam are hidden until it has started. */
function searchableSections({ exam }: Lesson, sections: readonly LessonSection[]): readonly LessonSection[] {
  return exam === undefined ? sections : sections.filter(({ isStep }) => !isStep)
}

export function termSource({ name, text }: Term): SearchSource {
  const href = `/glossary#${termAnchor(name)}`
  return { id: href, kind: 'term', title: name, place: text, href, text }
}

function sectionSource(lesson: Lesson, lessonAddress: string, section: LessonSection): SearchSource {
  const href = `${lessonAddress}#${section.id}`
  const kind = section.isStep ? 'step' : 'section'
  return { id: `${kind} ${href}`, kind, title: section.title, place: lesson.title, href, text: section.text }
}

function commandSource(lesson: Lesson, lessonAddress: string, { id, node, text }: RunBlock): SearchSource {
  const [firstLine = text, ...others] = text.split('\n')
  const href = `${lessonAddress}#${commandAnchor(id)}`
  const place = `${lesson.title} · ${node}`
  return { id: href, kind: 'command', title: firstLine, place, href, text: others.join('\n') }
}
