import assert from 'node:assert/strict'
import test from 'node:test'
import { parseDockerHost } from './docker-host.ts'

test('without DOCKER_HOST the default socket is used', () => {
  assert.deepEqual(parseDockerHost(undefined), { socketPath: '/var/run/docker.sock' })
  assert.deepEqual(parseDockerHost(''), { socketPath: '/var/run/docker.sock' })
})

test('socket paths and TCP addresses are parsed', () => {
  assert.deepEqual(parseDockerHost('unix:///run/user/1000/docker.sock'), { socketPath: '/run/user/1000/docker.sock' })
  assert.deepEqual(parseDockerHost('tcp://127.0.0.1:1234'), { protocol: 'http', host: '127.0.0.1', port: 1234 })
  assert.deepEqual(parseDockerHost('tcp://docker'), { protocol: 'http', host: 'docker', port: 2375 })
})

test('any other address is an error that names it', () => {
  assert.throws(() => parseDockerHost('ssh://me@host'), /DOCKER_HOST is neither .* ssh:/)
})
