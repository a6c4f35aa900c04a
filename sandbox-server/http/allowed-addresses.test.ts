import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AllowedAddresses } from './allowed-addresses.ts'

test('a loopback server accepts its address and localhost, with the port', () => {
  const addresses = new AllowedAddresses({ host: '127.0.0.1', port: 7000, publicOrigin: undefined })
  for (const host of ['127.0.0.1:7000', 'localhost:7000']) assert.equal(addresses.isHost(host), true, host)
  const wrong = [
    '127.0.0.1',
    'localhost:7001',
    'evil.example:7000',
    '127.0.0.1:7000.evil.example',
    'LOCALHOST:7000',
    '',
    undefined,
  ]
  for (const host of wrong) assert.equal(addresses.isHost(host), false, host)
})

test('an Origin must match the Host of the same request', () => {
  const addresses = new AllowedAddresses({ host: '127.0.0.1', port: 7000, publicOrigin: undefined })
  assert.equal(addresses.isOrigin('http://localhost:7000', 'localhost:7000'), true)
  assert.equal(addresses.isOrigin('http://localhost:7000', '127.0.0.1:7000'), false)
  assert.equal(addresses.isOrigin('https://localhost:7000', 'localhost:7000'), false)
  assert.equal(addresses.isOrigin('null', 'localhost:7000'), false)
  assert.equal(addresses.isOrigin(undefined, 'localhost:7000'), false)
})

test('behind a proxy the public origin is accepted, under the public and the local host', () => {
  const addresses = new AllowedAddresses({ host: '127.0.0.1', port: 7000, publicOrigin: 'https://lab.example.org' })
  assert.equal(addresses.isHost('lab.example.org'), true)
  assert.equal(addresses.isOrigin('https://lab.example.org', 'lab.example.org'), true)
  assert.equal(addresses.isOrigin('https://lab.example.org', '127.0.0.1:7000'), true)
  assert.equal(addresses.isOrigin('http://lab.example.org', 'lab.example.org'), false)
  assert.equal(addresses.isOrigin('https://lab.example.org', 'evil.example'), false)
})

test('IPv6 addresses and the default port are written as in browsers', () => {
  const six = new AllowedAddresses({ host: '::1', port: 80, publicOrigin: undefined })
  assert.deepEqual([six.isHost('[::1]'), six.isHost('localhost'), six.isHost('[::1]:80')], [true, true, false])
  const everywhere = new AllowedAddresses({ host: '0.0.0.0', port: 7000, publicOrigin: 'http://192.0.2.7:7000' })
  assert.equal(everywhere.isOrigin('http://192.0.2.7:7000', '192.0.2.7:7000'), true)
  assert.equal(everywhere.isHost('192.0.2.8:7000'), false)
})
