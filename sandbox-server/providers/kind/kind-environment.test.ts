import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kindEnvironment } from './kind-environment.ts'

test('kind gets what it needs, and neither proxies nor secrets nor the configuration of the docker CLI', () => {
  const environment = {
    PATH: '/bin',
    DOCKER_HOST: 'unix:///a',
    DOCKER_CONFIG: '/home/ann/.docker',
    HTTP_PROXY: 'http://ann:secret@proxy:3128',
    https_proxy: 'http://ann:secret@proxy:3128',
    NO_PROXY: 'localhost',
    KINDLAB_ACCESS_CODE: 'quiet river',
    KIND_EXPERIMENTAL_PROVIDER: 'podman',
  }
  assert.deepEqual(kindEnvironment(environment, '/tmp/empty'), {
    PATH: '/bin',
    DOCKER_HOST: 'unix:///a',
    DOCKER_CONFIG: '/tmp/empty',
  })
})
