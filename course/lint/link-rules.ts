import { suggest } from '#course/did-you-mean.ts'
import type { ProblemList } from '#course/problem.ts'
import type { LessonSource } from '#course/read-lesson.ts'

interface Finding {
  rule: string
  message: string
  fix: string
}

export function lintLinks({ file, text }: LessonSource, lessons: readonly LessonSource[], problems: ProblemList): void {
  const own = text.headings.map(({ id }) => id)
  for (const { node, place } of text.links) {
    const found = node.type === 'image' ? lintPicture(node) : lintLink(node.url, own, lessons)
    if (found !== undefined) problems.add(file, place, found)
  }
}

function lintPicture({ url, alt }: { url: string; alt?: string | null | undefined }): Finding | undefined {
  if (/^([a-z]+:)?\/\//i.test(url)) {
    const fix = 'Put the file into public/ and write its path, beginning with /'
    return { rule: 'hot-linked-picture', message: `a picture from another site: ${url}`, fix }
  }
  if (!url.startsWith('/')) {
    return {
      rule: 'picture-path',
      message: `a picture at "${url}"`,
      fix: 'Put it into public/ and begin its path with /',
    }
  }
  if (alt === undefined || alt === null || alt.trim() === '') {
    const fix = 'Write what it shows: ![the packet leaves the node](...)'
    return { rule: 'picture-text', message: 'a picture without a description', fix }
  }
  return undefined
}

function lintLink(url: string, own: readonly string[], lessons: readonly LessonSource[]): Finding | undefined {
  if (/^(https?:|mailto:)/i.test(url)) return undefined
  const [path = '', anchor] = url.split('#')
  if (path === '') return lintAnchor(anchor ?? '', own)
  const addresses = lessons.map(({ moduleId, id }) => `/learn/${moduleId}/${id}`)
  const lesson = lessons[addresses.indexOf(path.replace(/\/$/, ''))]
  if (lesson === undefined) {
    const fix = path.startsWith('/') ? suggest(path, addresses) : 'Write /learn/<module>/<lesson>, without numbers'
    return { rule: 'dead-link', message: `there is no page ${path}`, fix }
  }
  return anchor === undefined
    ? undefined
    : lintAnchor(
        anchor,
        lesson.text.headings.map(({ id }) => id),
      )
}

function lintAnchor(anchor: string, headings: readonly string[]): Finding | undefined {
  if (headings.includes(anchor)) return undefined
  return { rule: 'dead-link', message: `no heading has the anchor #${anchor}`, fix: suggest(anchor, headings) }
}
