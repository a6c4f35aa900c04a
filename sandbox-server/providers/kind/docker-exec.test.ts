import assert from 'node:assert/strict'
import { PassThrough } from 'node:stream'
import test from 'node:test'
import { DockerExec } from './docker-exec.ts'

const inspect = async () => ({ Running: true, ExitCode: null })

test('a resize without an answer is aborted at its deadline', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const isCutOff = Promise.withResolvers<void>()
  const resize = ({ abortSignal }: { abortSignal: AbortSignal }): Promise<never> => {
    abortSignal.addEventListener('abort', () => isCutOff.resolve())
    return new Promise(() => undefined)
  }
  const exec = new DockerExec({ resize, inspect }, new PassThrough(), () => undefined)
  const refused = assert.rejects(exec.resize({ cols: 80, rows: 24 }), { code: 'docker.unavailable' })
  t.mock.timers.tick(60_000)
  await Promise.all([refused, isCutOff.promise])
})
