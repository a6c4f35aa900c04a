import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TakeOverView } from '#protocol/messages.ts'
import { settle, setUpTerminals } from './lab-terminals-fixture.ts'

const REQUEST = { request: 'r1', name: 'Grace', terminal: 'worker-1', isYours: false } as const
const asked: TakeOverView = { state: 'asked', ...REQUEST }

test('a request to type is in the snapshot, and the answer goes to the server with its name', async () => {
  const { terminals, connect, sendPage, messages } = setUpTerminals()
  await connect()
  sendPage({ type: 'take_over', takeOver: asked })
  assert.deepEqual(terminals.getSnapshot().takeOver, asked)
  terminals.answerControl('r1', true)
  terminals.takeBack()
  assert.deepEqual(
    messages()
      .slice(-2)
      .map(({ message }) => message),
    [{ type: 'answer_control', request: 'r1', isAllowed: true }, { type: 'take_back' }],
  )
})

test('without a connection the page shows no take-over: the server ends it', async () => {
  const { terminals, connect, sendPage, socket } = setUpTerminals()
  await connect()
  sendPage({ type: 'take_over', takeOver: { ...asked, state: 'allowed' } })
  socket().drop()
  await settle()
  assert.deepEqual(terminals.getSnapshot().takeOver, { state: 'none' })
})

test('the page shows why the server refused a request, until the next one', async () => {
  const { terminals, connect, sendPage } = setUpTerminals()
  await connect()
  terminals.askControl('worker-1')
  sendPage({ type: 'error', code: 'take_over.busy', message: 'x' })
  assert.equal(terminals.getSnapshot().refusal?.code, 'take_over.busy')
  terminals.askControl('worker-1')
  assert.equal(terminals.getSnapshot().refusal, undefined)
})
