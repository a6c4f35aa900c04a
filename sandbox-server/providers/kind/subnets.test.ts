import assert from 'node:assert/strict'
import test from 'node:test'
import { freeSubnets } from './subnets.ts'

test('a range is split into /24 subnets in order', () => {
  const pieces = [...freeSubnets('10.201.0.0/16', [])]
  assert.equal(pieces.length, 256)
  assert.equal(pieces[0], '10.201.0.0/24')
  assert.equal(pieces.at(-1), '10.201.255.0/24')
})

test('subnets that overlap a network of any size are skipped', () => {
  const taken = ['10.201.0.0/24', '10.201.1.128/25', '10.201.2.0/23', '172.17.0.0/16', 'fc00::/64']
  assert.equal(freeSubnets('10.201.0.0/16', taken).next().value, '10.201.4.0/24')
  assert.deepEqual([...freeSubnets('10.201.0.0/16', ['10.0.0.0/8'])], [])
})

test('addresses above 127.255.255.255 are positive numbers', () => {
  assert.deepEqual([...freeSubnets('192.168.254.0/23', [])], ['192.168.254.0/24', '192.168.255.0/24'])
})
