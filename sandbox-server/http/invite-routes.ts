/** Links with a code: join a class, sign in as a person of a roster, or set a password. A GET spends nothing, because mail scanners follow links. */
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { Invite } from '#server/store/invite-rows.ts'
import type { Learner } from '#server/store/learner-rows.ts'
import type { Call } from './call.ts'
import { requireRunning } from './class-rules.ts'
import { readDisplayName } from './display-name.ts'
import { type FormPage, formPage } from './form-page.ts'
import type { Reply } from './reply.ts'
import { readForm } from './request-body.ts'
import type { Route } from './router.ts'
import { accessCookie, SIGN_IN_PATH, type SignInParts } from './sign-in-routes.ts'

export const INVITE_PATH = '/invite/:code'

/** The invite of the link with what its page shows. */
interface OpenInvite {
  invite: Invite
  code: string
  /** The person of the link, or the learner of this browser. */
  learner: Learner | undefined
  className: string
}

export function inviteRoutes(parts: SignInParts): Route[] {
  return [
    {
      action: 'invite.ask',
      method: 'GET',
      path: INVITE_PATH,
      handle: async (call) => pageOf(await findInvite(parts, call)),
    },
    { action: 'invite.take', method: 'POST', path: INVITE_PATH, handle: (call) => takeInvite(parts, call) },
  ]
}

async function findInvite({ store, sessions, wallNow }: SignInParts, call: Call): Promise<OpenInvite | undefined> {
  const code = call.params['code'] ?? ''
  const invite = await store.invites.find(code, wallNow())
  if (invite === undefined) return undefined
  const { classId, learnerId } = invite
  const known = classId === undefined ? undefined : await store.classes.find(classId)
  const learner =
    learnerId === undefined ? (await sessions.find(call.request))?.learner : await store.learners.find(learnerId)
  return { invite, code, learner, className: known?.name ?? 'this class' }
}

function pageOf(open: OpenInvite | undefined, problem?: string): Reply {
  if (open === undefined) {
    const text =
      'It is used up, it has expired, or it was withdrawn. Ask the person who gave it to you for another one.'
    return formPage({
      title: 'This link does not work',
      text,
      status: 404,
      links: [{ href: '/', label: 'To the course' }],
    })
  }
  return formPage({ ...contentOf(open), problem, status: problem === undefined ? 200 : 400 })
}

function contentOf({ invite, code, learner, className }: OpenInvite): FormPage {
  const action = `/invite/${encodeURIComponent(code)}`
  const name = learner?.displayName ?? ''
  if (invite.purpose === 'password') {
    const hint = 'At least 8 characters. A sentence of 15 characters or more is easy to remember and hard to guess.'
    const field = {
      name: 'password',
      label: 'New password',
      type: 'password',
      autocomplete: 'new-password',
      hint,
    } as const
    const text = `This is the account of ${name}. The link works once. All browsers of the account are signed out.`
    return { title: 'Set your password', text, form: { action, fields: [field], button: 'Set the password' } }
  }
  if (invite.purpose === 'person') {
    const text = `This link is for ${name}. It works once, and this browser stays signed in.`
    return { title: `Go on as ${name}?`, text, form: { action, fields: [], button: `Go on as ${name}` } }
  }
  const hint = 'The instructors of the class see it.'
  const field = { name: 'name', label: 'Your name', type: 'text', autocomplete: 'name', value: name, hint } as const
  const text = 'Instructors of a class see your steps, your last checks, and your terminals while your page says so.'
  return { title: `Join ${className}`, text, form: { action, fields: [field], button: 'Join' } }
}

async function takeInvite(parts: SignInParts, call: Call): Promise<Reply> {
  const form = await readForm(call.request)
  const open = await findInvite(parts, call)
  if (open === undefined) return pageOf(open)
  try {
    if (open.invite.purpose === 'password') return await setPassword(parts, open, form.get('password') ?? '')
    if (open.invite.purpose === 'person') return await enterAsPerson(parts, call, open)
    return await joinClass(parts, call, open, form.get('name') ?? '')
  } catch (error) {
    if (!(error instanceof KindlabError) || !isForPage(error)) throw error
    return pageOf(open, error.detail === undefined ? error.message : `${error.message} (${error.detail})`)
  }
}

/** The page shows these problems beside its form. */
function isForPage({ code, entry }: KindlabError): boolean {
  return entry.httpStatus === 400 || code === 'class.closed'
}

async function setPassword(parts: SignInParts, { code, learner }: OpenInvite, password: string): Promise<Reply> {
  const { accounts, store, wallNow } = parts
  if (learner === undefined) return pageOf(undefined)
  await accounts.setPassword(learner, password)
  if (!(await store.invites.use(code, wallNow()))) return pageOf(undefined)
  await store.audit.add({ event: 'account.password_set', learnerId: learner.id }, wallNow())
  return seeOther(SIGN_IN_PATH)
}

async function enterAsPerson(parts: SignInParts, call: Call, { code, learner }: OpenInvite): Promise<Reply> {
  const { sessions, store, wallNow } = parts
  if (learner === undefined || !(await store.invites.use(code, wallNow()))) return pageOf(undefined)
  const { cookie } = await sessions.begin(call.request, learner, { isAccount: false })
  await store.audit.add({ event: 'sign_in.accepted', learnerId: learner.id, detail: 'invite' }, wallNow())
  return seeOther('/', [cookie, ...accessCookie(parts, call)])
}

async function joinClass(parts: SignInParts, call: Call, open: OpenInvite, typed: string): Promise<Reply> {
  const { sessions, store, limits, wallNow } = parts
  const { invite, code } = open
  const name = readDisplayName(typed)
  if (name === undefined) throw new KindlabError('name.invalid', { detail: 'it is empty' })
  const known = await store.classes.find(invite.classId ?? '')
  if (known !== undefined) requireRunning(known, wallNow())
  if (!(await store.invites.use(code, wallNow())) || invite.classId === undefined) return pageOf(undefined)
  const { learner, cookie } = await sessions.findOrCreate(call.request, () => limits.take('learners', call.address))
  await store.learners.rename(learner.id, name)
  await store.classes.addMember(invite.classId, learner.id, { role: 'learner', now: wallNow() })
  await store.audit.add({ event: 'class.joined', learnerId: learner.id, subject: invite.classId }, wallNow())
  return seeOther('/', [cookie, ...accessCookie(parts, call)])
}

function seeOther(location: string, cookies: string[] = []): Reply {
  return { status: 303, headers: { location, ...(cookies.length === 0 ? {} : { 'set-cookie': cookies }) } }
}
