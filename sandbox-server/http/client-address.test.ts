import assert from 'node:assert/strict'
import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { test } from 'node:test'
import { clientAddress } from './client-address.ts'

function requestFrom(peer: string, forwarded?: string): IncomingMessage {
  const socket = new Socket()
  Object.defineProperty(socket, 'remoteAddress', { value: peer })
  const request = new IncomingMessage(socket)
  if (forwarded !== undefined) request.headers['x-forwarded-for'] = forwarded
  return request
}

test('a proxy on this machine is trusted for the last hop only', () => {
  assert.equal(clientAddress(requestFrom('127.0.0.1', '203.0.113.1, 198.51.100.2'), true), '198.51.100.2')
  assert.equal(clientAddress(requestFrom('::ffff:127.0.0.1', '198.51.100.2'), true), '198.51.100.2')
})

test('for every other client the forwarding header is ignored', () => {
  assert.equal(clientAddress(requestFrom('192.0.2.7', '198.51.100.2'), true), '192.0.2.7')
  assert.equal(clientAddress(requestFrom('127.0.0.1'), true), '127.0.0.1')
  assert.equal(clientAddress(requestFrom('127.0.0.1', ''), true), '127.0.0.1')
})

test('without a configured proxy the forwarding header is ignored on this machine too', () => {
  assert.equal(clientAddress(requestFrom('127.0.0.1', '198.51.100.2'), false), '127.0.0.1')
})

test('a forwarding header that names no address is ignored', () => {
  assert.equal(clientAddress(requestFrom('127.0.0.1', '203.0.113.1, unknown'), true), '127.0.0.1')
})

test('the addresses of one IPv6 network count as one', () => {
  const networks = ['2001:db8:1:2::7', '2001:DB8:1:2:ffff::', '2001:db8:1:2:3:4:5:6', '2001:0db8:0001:0002::1'].map(
    (peer) => clientAddress(requestFrom(peer), false),
  )
  assert.deepEqual(new Set(networks), new Set(['2001:db8:1:2::/64']))
  assert.equal(clientAddress(requestFrom('2001:db8:1:3::7'), false), '2001:db8:1:3::/64')
  assert.equal(clientAddress(requestFrom('127.0.0.1', '2001:db8::1'), true), '2001:db8:0:0::/64')
  assert.equal(clientAddress(requestFrom('::1'), false), '0:0:0:0::/64')
})
