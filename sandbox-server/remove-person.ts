import { KindlabError } from '#protocol/kindlab-error.ts'
import type { Labs } from './labs/labs.ts'
import type { Store } from './store/open-store.ts'

/**
 * Removes a person from every table, and closes all sockets of the person.
 * @throws KindlabError `lab.already_running` while the person has a lab, `account.last_admin`
 */
export async function removePerson({ store, labs }: { store: Store; labs: Labs }, id: string): Promise<void> {
  if (labs.ofLearner(id) !== undefined) {
    throw new KindlabError('lab.already_running', { detail: 'end the lab first' })
  }
  const learner = await store.learners.find(id)
  if (learner?.role === 'admin' && (await store.learners.countAdmins()) <= 1) {
    throw new KindlabError('account.last_admin')
  }
  // Listeners of both close the sockets of the person, and end the watching of the person.
  await store.sessions.removeByLearner(id)
  for (const known of await store.classes.findByMember(id)) await store.classes.removeMember(known.id, id)
  await store.people.remove(id)
}
