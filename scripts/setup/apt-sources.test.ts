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

test('finds the mirror of a release in the newer format', () => {
  assert.deepEqual(findMirror([{ path: 'debian.sources', text: STANZAS }], 'bookworm'), {
    uri: 'http://mirror.example/debian',
    signedBy: '/usr/share/keyrings/debian-archive-keyring.gpg',
  })
})

test('does not take the security archive for the mirror', () => {
  assert.equal(
    findMirror([{ path: 'debian.sources', text: STANZAS }], 'bookworm-security')?.uri,
    'http://security.example/debian-security',
  )
  assert.equal(findMirror([{ path: 'debian.sources', text: STANZAS }], 'trixie'), undefined)
})

test('finds it in the older format, with and without options', () => {
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

test('passes over sources that are switched off and keys that are written inline', () => {
  const off = STANZAS.replace('Types: deb\n#', 'Enabled: no\nTypes: deb\n#')
  assert.equal(findMirror([{ path: 'a.sources', text: off }], 'bookworm'), undefined)
  const inline =
    'Types: deb\nURIs: http://a.example/d\nSuites: bookworm\nComponents: main\nSigned-By:\n -----BEGIN\n .\n'
  assert.deepEqual(findMirror([{ path: 'a.sources', text: inline }], 'bookworm'), { uri: 'http://a.example/d' })
})

test('writes a source from which nothing comes unasked', () => {
  assert.deepEqual(pinnedSource({ uri: 'http://a.example/d', signedBy: '/k.gpg' }, 'trixie'), {
    source: 'Types: deb\nURIs: http://a.example/d\nSuites: trixie\nComponents: main\nSigned-By: /k.gpg\n',
    preferences: 'Package: *\nPin: release n=trixie\nPin-Priority: 100\n',
  })
})
