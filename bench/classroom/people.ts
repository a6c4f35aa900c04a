/** A class of simulated learners, and the people who teach it, on a running server. */
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { endpointPath } from '#protocol/api.ts'
import { ClassView, ImportView } from '#protocol/classes.ts'
import { CLASS_PROTOCOL, SOCKET_PATH, TICKET_PROTOCOL_PREFIX } from '#protocol/socket.ts'
import { SessionView, TicketView } from '#protocol/views.ts'
import { HttpClient, type TestAnswer } from '#server/testing/http-client.ts'
import type { KindlabServer } from '../../e2e/kindlab-server.ts'

const TOO_MANY = 429
/** Below the limit of new connections from one address. */
const SOCKET_PAUSE_MS = 125
const PASSWORD = 'a password of the bench'
/** The body of one import holds about this many names. */
const IMPORT_ROWS = 50

export interface Person {
  id: string
  client: HttpClient
}

export interface ClassOfBench {
  classId: string
  learners: Person[]
  instructors: Person[]
}

/** Everyone comes from one address, so the server's limits by address make the bench wait. */
async function patiently(ask: () => Promise<TestAnswer>): Promise<TestAnswer> {
  for (;;) {
    const answer = await ask()
    if (answer.status !== TOO_MANY) return answer
    await sleep(Number(answer.headers['retry-after']) * 1_000)
  }
}

async function submitForm(client: HttpClient, path: string, fields: Record<string, string>): Promise<TestAnswer> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const answer = await patiently(() => client.post(path, new URLSearchParams(fields).toString(), headers))
  if (answer.status === 303) return answer
  throw new Error(`${path} answered ${answer.status} ${answer.text.slice(0, 200)}`)
}

async function idOf(client: HttpClient): Promise<string> {
  return SessionView.parse((await patiently(() => client.get(endpointPath('session.read')))).json).learner.id
}

/** An instructor who owns the class, and admins: an admin teaches every class. */
async function addTeacher(server: KindlabServer, login: string, role: 'instructor' | 'admin'): Promise<Person> {
  const client = new HttpClient(server.origin)
  const link = await server.printLink('users', 'add', login, '--role', role)
  await submitForm(client, new URL(link).pathname, { password: PASSWORD })
  await submitForm(client, '/sign-in', { login, password: PASSWORD, next: '/' })
  return { id: await idOf(client), client }
}

/** Learners come from a list of names, each with a personal link. */
async function addLearners({ client: teacher }: Person, classId: string, count: number): Promise<Person[]> {
  const learners: Person[] = []
  for (let from = 0; from < count; from += IMPORT_ROWS) {
    const names = Array.from(
      { length: Math.min(IMPORT_ROWS, count - from) },
      (_, index) => `Learner ${from + index + 1}`,
    )
    const body = { csv: names.join('\n'), isPreview: false }
    const answer = await teacher.post(endpointPath('class.import', { id: classId }), body)
    for (const { path = '', problem } of ImportView.parse(answer.json).rows) {
      if (problem !== undefined) throw new Error(problem)
      const client = new HttpClient(teacher.origin)
      await submitForm(client, new URL(path, teacher.origin).pathname, {})
      learners.push({ id: await idOf(client), client })
    }
  }
  return learners
}

export async function addClass(
  server: KindlabServer,
  count: { learners: number; instructors: number },
): Promise<ClassOfBench> {
  const owner = await addTeacher(server, 'teacher-1', 'instructor')
  const created = await owner.client.post(endpointPath('classes.create'), { name: 'Bench' })
  const classId = ClassView.parse(created.json).id
  const instructors = [owner]
  for (let number = 2; number <= count.instructors; number++) {
    instructors.push(await addTeacher(server, `teacher-${number}`, 'admin'))
  }
  return { classId, instructors, learners: await addLearners(owner, classId, count.learners) }
}

/** The socket of a page that shows the class. `onMessage` gets each message as text, with the time of its arrival. */
export async function openClassSocket(
  { client }: Person,
  classId: string,
  onMessage: (text: string, at: number) => void = () => undefined,
): Promise<AsyncDisposable> {
  const answer = await patiently(() => client.post(endpointPath('class.ticket', { id: classId })))
  const { ticket } = TicketView.parse(answer.json)
  const url = client.origin.replace('http', 'ws') + SOCKET_PATH
  const headers = { cookie: client.cookieHeader }
  const socket = new WebSocket(url, [CLASS_PROTOCOL, TICKET_PROTOCOL_PREFIX + ticket], {
    headers,
    origin: client.origin,
  })
  socket.on('message', (data: Buffer) => onMessage(data.toString(), performance.now()))
  await once(socket, 'open')
  await sleep(SOCKET_PAUSE_MS)
  return {
    [Symbol.asyncDispose]: async () => {
      const closed = once(socket, 'close')
      socket.close()
      await closed
    },
  }
}
