import assert from 'node:assert/strict'
import { test } from 'node:test'
import { baseStatus } from './base-packages.ts'

const stanza = (name: string, ...fields: string[]) =>
  [`Package: ${name}`, 'Status: install ok installed', ...fields].join('\n')

test('takes the required packages with their dependencies, also by the names that packages provide', () => {
  const status = [
    stanza('dpkg', 'Essential: yes', 'Pre-Depends: libc6 (>= 2.36), awk | gawk:any'),
    stanza('libc6', 'Depends: libgcc-s1'),
    stanza('libgcc-s1'),
    stanza('mawk', 'Provides: awk'),
    stanza('docker.io', 'Priority: optional', 'Depends: libc6, runc'),
    stanza('runc'),
    'Package: passwd\nStatus: deinstall ok config-files\nPriority: required',
  ].join('\n\n')
  const names = [...baseStatus(status).matchAll(/^Package: (.+)$/gm)].map(([, name]) => name)
  assert.deepEqual(names, ['dpkg', 'libc6', 'libgcc-s1', 'mawk'])
})
