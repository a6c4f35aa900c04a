import { KindlabError } from '#protocol/kindlab-error.ts'
import type { MemberRole } from '#protocol/people.ts'
import type { KnownClass } from '#server/store/class-rows.ts'
import type { Store } from '#server/store/open-store.ts'
import type { ClassRelation, PolicyRow } from './policy.ts'
import type { Visitor } from './sessions.ts'

/** The class of a request, the caller's role in it, and the member of the path. */
export interface ClassAccess {
  known: KnownClass
  role: MemberRole
  memberId: string
}

export interface ClassQuestion {
  visitor: Visitor | undefined
  relation: ClassRelation
  params: Readonly<Record<string, string>>
}

export function isClassRelation(relation: PolicyRow['relation']): relation is ClassRelation {
  return relation.startsWith('class ')
}

/** @throws KindlabError `class.not_found` for an unknown class and for a missing relation, so that a reply does not reveal which classes exist */
export async function requireClass(
  { classes }: Pick<Store, 'classes'>,
  { visitor, relation, params }: ClassQuestion,
): Promise<ClassAccess> {
  const { id = '', member = '' } = params
  const known = await classes.find(id)
  const role = await roleIn(classes, visitor, id)
  const isAllowed = relation === 'class member' ? role !== undefined : role === 'instructor'
  const isMember = relation !== 'class taught member' || (await classes.roleOf(id, member)) === 'learner'
  if (known === undefined || role === undefined || !isAllowed || !isMember) throw new KindlabError('class.not_found')
  return { known, role, memberId: member }
}

/** An admin counts as instructor of every class. */
async function roleIn(
  classes: Store['classes'],
  visitor: Visitor | undefined,
  classId: string,
): Promise<MemberRole | undefined> {
  if (visitor === undefined) return undefined
  return visitor.learner.role === 'admin' ? 'instructor' : classes.roleOf(classId, visitor.learner.id)
}
