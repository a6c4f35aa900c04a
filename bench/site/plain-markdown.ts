/** The words of a lesson without its components, for a generator that knows none of them. */
export function plainMarkdown(lesson: string): string {
  const body = lesson.split(/^---$/m).slice(2).join('---').trimStart()
  let isCode = false
  const lines = body.split('\n').map((line) => {
    if (line.startsWith('```')) {
      isCode = !isCode
      return line.replace(/^(```\w*).*/, '$1')
    }
    return isCode ? line : withoutTags(line)
  })
  return lines.join('\n')
}

function withoutTags(line: string): string {
  const parts = line.split(/(`[^`]*`)/)
  const plain = parts.map((part) => {
    if (part.startsWith('`')) return part
    // The question of a Reveal is an attribute, and part of the text.
    const text = part.replaceAll(/<[A-Z]\w*(?: [^>]*?question="([^"]*)")?[^>]*>|<\/[A-Z]\w*>/g, '$1')
    return text.replaceAll('{', '&#123;')
  })
  return plain.join('')
}
