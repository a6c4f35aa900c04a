/** The package mirror of this machine, from its own apt sources: the code names no mirror. */
export interface Mirror {
  uri: string
  /** Keyring of the existing source. */
  signedBy?: string
}

export interface SourceFile {
  path: string
  text: string
}

/** The first source of binary packages for `suite` (a codename) with the component `main`. */
export function findMirror(files: readonly SourceFile[], suite: string): Mirror | undefined {
  for (const file of files) {
    const mirrors = file.path.endsWith('.sources') ? fromStanzas(file.text, suite) : fromLines(file.text, suite)
    if (mirrors[0] !== undefined) return mirrors[0]
  }
  return undefined
}

function fromStanzas(text: string, suite: string): Mirror[] {
  const withoutComments = text.replaceAll(/^#.*\n?/gm, '')
  return withoutComments.split(/\n\s*\n/).flatMap((stanza) => {
    const fields = new Map(
      // A line that begins with a blank continues the previous field.
      stanza
        .replaceAll(/\n[ \t]+/g, ' ')
        .split('\n')
        .map((line): [string, string] => {
          const colon = line.indexOf(':')
          return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]
        }),
    )
    const words = (field: string) => (fields.get(field) ?? '').split(/\s+/)
    const isWanted =
      words('types').includes('deb') && words('suites').includes(suite) && words('components').includes('main')
    const uri = words('uris')[0] ?? ''
    if (!isWanted || uri === '' || fields.get('enabled') === 'no') return []
    const signedBy = fields.get('signed-by')
    return signedBy?.startsWith('/') ? [{ uri, signedBy }] : [{ uri }]
  })
}

function fromLines(text: string, suite: string): Mirror[] {
  return text.split('\n').flatMap((line) => {
    const match = /^\s*deb\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+(\S+)\s+([^#]*)/.exec(line)
    if (match === null) return []
    const [, options = '', uri = '', lineSuite, components = ''] = match
    if (lineSuite !== suite || !components.split(/\s+/).includes('main')) return []
    const signedBy = /signed-by=(\S+)/i.exec(options)?.[1]
    return signedBy === undefined ? [{ uri }] : [{ uri, signedBy }]
  })
}

/** A second source on the same mirror. apt takes only packages from it that name its suite. */
export function pinnedSource(mirror: Mirror, suite: string): { source: string; preferences: string } {
  const signedBy = mirror.signedBy === undefined ? '' : `Signed-By: ${mirror.signedBy}\n`
  return {
    source: `Types: deb\nURIs: ${mirror.uri}\nSuites: ${suite}\nComponents: main\n${signedBy}`,
    preferences: `Package: *\nPin: release n=${suite}\nPin-Priority: 100\n`,
  }
}
