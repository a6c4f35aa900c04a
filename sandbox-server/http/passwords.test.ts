import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KindlabError } from '#protocol/kindlab-error.ts'
import { hashPassword, isPassword, requireGoodPassword } from './passwords.ts'

test('N5: a stored password is a salted argon2id hash, and only the password matches it', async () => {
  const stored = await hashPassword('correct horse battery')
  assert.match(stored, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w-]{22}\$[\w-]{43}$/)
  assert.notEqual(await hashPassword('correct horse battery'), stored)
  assert.equal(await isPassword('correct horse battery', stored), true)
  assert.equal(await isPassword('correct horse batter', stored), false)
  assert.equal(await isPassword('', undefined), false)
  assert.equal(await isPassword('', '$argon2id$v=19$m=19456,t=2,p=1$$'), false)
})

test('N5: short, very long and common passwords are refused, and 64 characters are accepted', () => {
  for (const weak of ['seven77', 'a'.repeat(201), 'aaaaaaaa', 'Password1', 'kubernetes2026!', '12345678']) {
    assert.throws(
      () => requireGoodPassword(weak),
      (error) => error instanceof KindlabError && error.code === 'password.weak',
    )
  }
  requireGoodPassword('a long sentence of sixty-four characters, which many people like')
})
