import assert from 'node:assert/strict'
import { test } from 'node:test'
import { debianComponents, formatSbom, goComponents, npmComponent, requiredModules } from './sbom.ts'

test('a package of npm has a purl, its license and the hash of its archive', () => {
  const integrity = `sha512-${Buffer.alloc(64, 1).toString('base64')}`
  const locked = { folder: 'node_modules/@xterm/xterm', name: '@xterm/xterm', version: '6.0.0', license: 'MIT' }
  assert.deepEqual(npmComponent({ ...locked, integrity, isForBuild: true }), {
    type: 'library',
    name: '@xterm/xterm',
    version: '6.0.0',
    purl: 'pkg:npm/%40xterm/xterm@6.0.0',
    licenses: [{ license: { name: 'MIT' } }],
    hashes: [{ alg: 'SHA-512', content: '01'.repeat(64) }],
  })
})

test('modules of Go programs are read from the output of go version -m, without those of local folders', () => {
  const text = [
    'bin/kind: go1.26.8',
    '\tpath\tsigs.k8s.io/kind',
    '\tmod\tsigs.k8s.io/kind\tv0.33.0\th1:x=',
    '\tdep\tk8s.io/api\tv0.0.0\th1:y=',
    '\t=>\tk8s.io/api\tv0.37.2\th1:z=',
    '\tmod\tkindlab/node\t(devel)',
    '\tbuild\t-compiler=gc',
  ].join('\n')
  assert.deepEqual(
    goComponents(text).map(({ purl }) => purl),
    ['pkg:golang/sigs.k8s.io/kind@v0.33.0', 'pkg:golang/k8s.io/api@v0.0.0', 'pkg:golang/k8s.io/api@v0.37.2'],
  )
})

test('packages of Debian are read from lines of name, version and architecture', () => {
  const [component] = debianComponents('libc6\t2.36-9+deb12u13\tamd64\n\n')
  assert.equal(component?.purl, 'pkg:deb/debian/libc6@2.36-9%2Bdeb12u13?arch=amd64')
})

test('a document lists each component once, in a fixed order', () => {
  const components = debianComponents('vim\t2\tamd64\nbash\t1\tamd64\nvim\t2\tamd64')
  const text = formatSbom({ name: 'node', version: '1', components })
  assert.equal(text, formatSbom({ name: 'node', version: '1', components: components.toReversed() }))
  const { bomFormat, components: listed } = JSON.parse(text)
  assert.deepEqual([bomFormat, listed.length, listed[0].name], ['CycloneDX', 2, 'bash'])
})

test('required modules are read from a go.mod file, without the replaced ones', () => {
  const text = [
    'module kindlab/node',
    'require k8s.io/kubernetes v1.37.2',
    'require (',
    '\tgo.uber.org/zap v1.27.1 // indirect',
    ')',
    'replace (',
    '\tk8s.io/api => k8s.io/api v0.37.2',
    ')',
  ].join('\n')
  assert.deepEqual(
    requiredModules(text).map(({ purl }) => purl),
    ['pkg:golang/k8s.io/kubernetes@v1.37.2', 'pkg:golang/go.uber.org/zap@v1.27.1'],
  )
})
