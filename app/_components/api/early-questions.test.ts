import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { createContext, runInContext } from 'node:vm'
import { EARLY_QUESTIONS, withEarlyAnswers } from './early-questions.ts'

interface Question {
  path: string
  method: string
  headers: Record<string, string>
}

function storedLab(lab?: string): Map<string, string> {
  return new Map(lab === undefined ? [] : [['kindlab.lab', lab]])
}

/** What a tab remembers after an answer; `shown` is the lab that its page shows before the answer is there. */
async function labKept(status: number, shown = '0123abcd'): Promise<string | undefined> {
  const stored = storedLab('0123abcd')
  runIn('/terminal', undefined, { status, stored })
  stored.set('kindlab.lab', shown)
  await setImmediate()
  return stored.get('kindlab.lab')
}

/** Runs the script of the head as a page at `pathname` would, in a tab that has `stored`. */
function runIn(pathname: string, lab?: string, { status = 200, stored = storedLab(lab) } = {}) {
  const questions: Question[] = []
  const page: { kindlabAsked?: typeof globalThis.kindlabAsked } = {}
  Object.assign(page, {
    location: { pathname },
    sessionStorage: {
      getItem: (key: string) => stored.get(key) ?? null,
      removeItem: (key: string) => stored.delete(key),
    },
    fetch: async (path: string, init: Omit<Question, 'path'>) => {
      questions.push({ path, ...init })
      return new Response(`answer to ${init.method} ${path}`, { status: init.method === 'POST' ? status : 200 })
    },
  })
  runInContext(EARLY_QUESTIONS, createContext(page))
  globalThis.kindlabAsked = page.kindlabAsked
  return questions
}

afterEach(() => {
  globalThis.kindlabAsked = undefined
})

test('a lesson asks for the session before its code is there, and for a ticket when the tab has shown a lab', () => {
  assert.deepEqual(
    runIn('/learn/the-node/hands-and-feet').map(({ path }) => path),
    ['/api/session'],
  )
  const questions = runIn('/learn/the-node/hands-and-feet', '0123abcd')
  assert.deepEqual(
    questions.map(({ method, path }) => `${method} ${path}`),
    ['GET /api/session', 'POST /api/labs/0123abcd/tickets'],
  )
  assert.ok(questions.every(({ headers }) => headers['x-kindlab-request'] === '1'))
})

test('other pages ask nothing early', () => {
  assert.deepEqual(runIn('/glossary', '0123abcd'), [])
  assert.deepEqual(runIn('/terminals', '0123abcd'), [])
})

test('what is stored in place of a lab names no address', () => {
  assert.deepEqual(
    runIn('/terminal', '../session?').map(({ path }) => path),
    ['/api/session'],
  )
})

test('a lab that has ended is asked about once; one that cannot be reached just now is kept', async () => {
  assert.equal(await labKept(201), '0123abcd')
  assert.equal(await labKept(503), '0123abcd')
  assert.equal(await labKept(404), undefined)
  assert.equal(await labKept(404, 'another'), 'another')
})

test('an early answer is given out once, and only to the same question', async () => {
  runIn('/terminal', '0123abcd')
  const later = withEarlyAnswers(async () => new Response('asked now'))
  const post = { method: 'POST' }
  assert.equal(await (await later('/api/labs', post)).text(), 'asked now')
  assert.equal(
    await (await later('/api/labs/0123abcd/tickets', post)).text(),
    'answer to POST /api/labs/0123abcd/tickets',
  )
  assert.equal(await (await later('/api/labs/0123abcd/tickets', post)).text(), 'asked now')
})

test('a page without early answers asks', async () => {
  const later = withEarlyAnswers(async () => new Response('asked now'))
  assert.equal(await (await later('/api/session', { method: 'GET' })).text(), 'asked now')
})
