/**
 * A solution as a learner may read and type it. The header, which says on which node it runs, is for the course; and a learner's shell
 * has none of the variables that scripts of the course are given.
 */
export function showSolution(source: string, variables: Readonly<Record<string, string>>): string {
  const text = source.replace(/^(#.*\n)+/, '').trim()
  const filled = text.replaceAll(/\$(?:\{(KINDLAB_\w+)\}|(KINDLAB_\w+))/g, (written, braced, bare) => {
    return variables[braced ?? bare] ?? written
  })
  // What takes a variable apart, such as ${KINDLAB_WEB_IMAGE%:*}, needs it whole.
  const needed = new Set([...filled.matchAll(/\$\{(KINDLAB_\w+)/g)].map((match) => match[1] ?? ''))
  const settings = [...needed].flatMap((name) =>
    variables[name] === undefined ? [] : [`${name}='${variables[name]}'`],
  )
  return [...settings, filled].join('\n')
}
