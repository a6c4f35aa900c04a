/**
 * A solution in a form that the learner can read and type. Its header, which names the node, is for the course only. A learner's shell does
 * not have the variables of course scripts, so their values are filled in.
 */
export function showSolution(source: string, variables: Readonly<Record<string, string>>): string {
  const text = source.replace(/^(#.*\n)+/, '').trim()
  const filled = text.replaceAll(/\$(?:\{(KINDLAB_\w+)\}|(KINDLAB_\w+))/g, (written, braced, bare) => {
    return variables[braced ?? bare] ?? written
  })
  // A parameter expansion such as ${KINDLAB_WEB_IMAGE%:*} needs the variable itself.
  const needed = new Set([...filled.matchAll(/\$\{(KINDLAB_\w+)/g)].map((match) => match[1] ?? ''))
  const settings = [...needed].flatMap((name) =>
    variables[name] === undefined ? [] : [`${name}='${variables[name]}'`],
  )
  return [...settings, filled].join('\n')
}
