import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { createContext, runInContext } from 'node:vm'
import { withEarlyAnswers } from './early-answers.ts'
import { EARLY_QUESTIONS } from './early-questions.ts'

interface Question {
  path: string
  method: string
  headers: Record<string, string>
}

function storedLab(lab?: string): Map<string, string> {
  return new Map(lab === undefined ? [] : [['kindlab.lab', lab]])
}

/** The stored lab after an answer; `shown` is the lab that the page stores before the answer arrives. */
async function labKept(status: number, shown = '0123abcd'): Promise<string | undefined> {
  const stored = storedLab('0123abcd')
  runIn('/terminal', undefined, { status, stored })
  stored.set('kindlab.lab', shown)
  await setImmediate()
  return stored.get('kindlab.lab')
}

/** Runs the script of the head for `pathname`, in a tab with `stored`. */
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

test('a lesson page requests the session early, and a ticket if the tab has shown a lab', () => {
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

test('other pages send no early request', () => {
  assert.deepEqual(runIn('/glossary', '0123abcd'), [])
  assert.deepEqual(runIn('/terminals', '0123abcd'), [])
})

test('a stored value that is no lab id is ignored', () => {
  assert.deepEqual(
    runIn('/terminal', '../session?').map(({ path }) => path),
    ['/api/session'],
  )
})

test('an ended lab is removed from the storage; an unreachable one stays', async () => {
  assert.equal(await labKept(201), '0123abcd')
  assert.equal(await labKept(503), '0123abcd')
  assert.equal(await labKept(404), undefined)
  assert.equal(await labKept(404, 'another'), 'another')
})

test('an early answer is used once, and only for the same request', async () => {
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

test('without early answers a page sends the request', async () => {
  const later = withEarlyAnswers(async () => new Response('asked now'))
  assert.equal(await (await later('/api/session', { method: 'GET' })).text(), 'asked now')
})
