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

test('a proxy on this machine is believed about the last hop only', () => {
  assert.equal(clientAddress(requestFrom('127.0.0.1', '203.0.113.1, 198.51.100.2')), '198.51.100.2')
  assert.equal(clientAddress(requestFrom('::ffff:127.0.0.1', '198.51.100.2')), '198.51.100.2')
})

test('anybody else is who they are, whatever they say', () => {
  assert.equal(clientAddress(requestFrom('192.0.2.7', '198.51.100.2')), '192.0.2.7')
  assert.equal(clientAddress(requestFrom('127.0.0.1')), '127.0.0.1')
  assert.equal(clientAddress(requestFrom('127.0.0.1', '')), '127.0.0.1')
})
