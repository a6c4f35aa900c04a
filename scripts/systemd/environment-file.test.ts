import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatEnvironment, serviceVariables } from './environment-file.ts'

test('the server gets its settings and few other variables of the shell', () => {
  const shell = {
    PATH: '/bin',
    KINDLAB_ACCESS_CODE: 'quiet river',
    DOCKER_HOST: 'unix:///a',
    AWS_SECRET: 'x',
    HTTPS_PROXY: 'p',
  }
  assert.deepEqual(serviceVariables(shell, { KINDLAB_PORT: '7000', DOCKER_HOST: 'unix:///b' }), {
    PATH: '/bin',
    KINDLAB_ACCESS_CODE: 'quiet river',
    DOCKER_HOST: 'unix:///b',
    KINDLAB_PORT: '7000',
  })
})

test('values are quoted as systemd reads them', () => {
  assert.equal(
    formatEnvironment({ B: String.raw`a"b\c$d` + '`e', A: 'two words' }),
    'A="two words"\nB="a\\"b\\\\c\\$d\\`e"\n',
  )
})

test('a value of several lines is refused', () => {
  assert.throws(() => formatEnvironment({ KINDLAB_ACCESS_CODE: 'a\nB=c' }), /more than one line/)
})
