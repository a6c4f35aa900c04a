/** Software bills of materials, as CycloneDX 1.6 documents. */
import type { LockedPackage } from './runtime-packages.ts'

interface Component {
  type: 'library' | 'application'
  name: string
  version: string
  purl: string
  licenses?: { license: { name: string } }[]
  hashes?: { alg: 'SHA-512'; content: string }[]
}

export interface SbomOptions {
  /** Name and version of the described part. */
  name: string
  version: string
  components: readonly Component[]
}

/** The text of a document. It has no time and no random number, so equal inputs give equal documents. */
export function formatSbom({ name, version, components }: SbomOptions): string {
  const unique = new Map(components.map((component) => [component.purl, component]))
  const sorted = [...unique.values()].toSorted((one, other) => (one.purl < other.purl ? -1 : 1))
  const document = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', name, version, 'bom-ref': `${name}@${version}` } },
    components: sorted.map((component) => ({ ...component, 'bom-ref': component.purl })),
  }
  return `${JSON.stringify(document, undefined, 1)}\n`
}

export function npmComponent({ name, version, license, integrity }: LockedPackage): Component {
  const content = integrity?.startsWith('sha512-')
    ? Buffer.from(integrity.slice('sha512-'.length), 'base64').toString('hex')
    : undefined
  return {
    type: 'library',
    name,
    version,
    purl: `pkg:npm/${name.split('/').map(encodeURIComponent).join('/')}@${encodeURIComponent(version)}`,
    ...(license !== undefined && { licenses: [{ license: { name: license } }] }),
    ...(content !== undefined && { hashes: [{ alg: 'SHA-512' as const, content }] }),
  }
}

/**
 * The modules of Go programs.
 * @param text output of `go version -m`: lines `dep`, module, version, hash, each after a tab
 */
export function goComponents(text: string): Component[] {
  const rows = text.split('\n').map((line) => line.trim().split('\t'))
  return rows.flatMap(([kind = '', name = '', version = '']) => {
    if (!['dep', 'mod', '=>'].includes(kind) || !/^v\d/.test(version)) return []
    return [goModule(name, version)]
  })
}

/**
 * The modules that a module of Go requires.
 * @param text a `go.mod` file
 */
export function requiredModules(text: string): Component[] {
  return [...text.matchAll(/^(?:require |\t)(\S+) (v\S+)(?: \/\/ indirect)?$/gm)].map(([, name = '', version = '']) =>
    goModule(name, version),
  )
}

function goModule(name: string, version: string): Component {
  const purl = `pkg:golang/${name.split('/').map(encodeURIComponent).join('/')}@${encodeURIComponent(version)}`
  return { type: 'library', name, version, purl }
}

/**
 * The packages of a Debian root file system.
 * @param text lines of package, version and architecture, separated by tabs
 */
export function debianComponents(text: string): Component[] {
  return text.split('\n').flatMap((line) => {
    const [name = '', version = '', architecture = ''] = line.split('\t')
    if (name === '' || version === '') return []
    const purl = `pkg:deb/debian/${encodeURIComponent(name)}@${encodeURIComponent(version)}?arch=${architecture}`
    return [{ type: 'library' as const, name, version, purl }]
  })
}
