import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findMirror, pinnedSource } from './apt-sources.ts'

const STANZAS = `Types: deb
# a snapshot: http://snapshot.example/debian
URIs: http://mirror.example/debian
Suites: bookworm bookworm-updates
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

Types: deb
URIs: http://security.example/debian-security
Suites: bookworm-security
Components: main
`

test('finds the mirror of a release in the deb822 format', () => {
  assert.deepEqual(findMirror([{ path: 'debian.sources', text: STANZAS }], 'bookworm'), {
    uri: 'http://mirror.example/debian',
    signedBy: '/usr/share/keyrings/debian-archive-keyring.gpg',
  })
})

test('ignores the security archive', () => {
  assert.equal(
    findMirror([{ path: 'debian.sources', text: STANZAS }], 'bookworm-security')?.uri,
    'http://security.example/debian-security',
  )
  assert.equal(findMirror([{ path: 'debian.sources', text: STANZAS }], 'trixie'), undefined)
})

test('finds the mirror in the one-line format, with and without options', () => {
  const text = `# deb http://off.example/debian bookworm main
deb-src http://source.example/debian bookworm main
deb http://tools.example/apt bookworm contrib
deb [arch=amd64 signed-by=/etc/key.gpg] http://mirror.example/debian bookworm main contrib
`
  assert.deepEqual(findMirror([{ path: 'sources.list', text }], 'bookworm'), {
    uri: 'http://mirror.example/debian',
    signedBy: '/etc/key.gpg',
  })
  assert.deepEqual(findMirror([{ path: 'sources.list', text: 'deb http://a.example/d bookworm main' }], 'bookworm'), {
    uri: 'http://a.example/d',
  })
})

test('ignores disabled sources and inline keys', () => {
  const off = STANZAS.replace('Types: deb\n#', 'Enabled: no\nTypes: deb\n#')
  assert.equal(findMirror([{ path: 'a.sources', text: off }], 'bookworm'), undefined)
  const inline =
    'Types: deb\nURIs: http://a.example/d\nSuites: bookworm\nComponents: main\nSigned-By:\n -----BEGIN\n .\n'
  assert.deepEqual(findMirror([{ path: 'a.sources', text: inline }], 'bookworm'), { uri: 'http://a.example/d' })
})

test('pins a source so that apt uses it only on request', () => {
  assert.deepEqual(pinnedSource({ uri: 'http://a.example/d', signedBy: '/k.gpg' }, 'trixie'), {
    source: 'Types: deb\nURIs: http://a.example/d\nSuites: trixie\nComponents: main\nSigned-By: /k.gpg\n',
    preferences: 'Package: *\nPin: release n=trixie\nPin-Priority: 100\n',
  })
})
