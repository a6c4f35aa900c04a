/** The settings of the ways to sign in. */
import { readFileSync } from 'node:fs'
import * as z from 'zod'
import { isLoopbackHttp } from './http/oidc-fetch.ts'
import { type ClaimValue, type RoleRule, SIGN_IN_WAYS, type SignInWays } from './http/sign-in-ways.ts'

const SIGN_IN = new RegExp(`^ *(?:${SIGN_IN_WAYS.join('|')}) *(?:, *(?:${SIGN_IN_WAYS.join('|')}) *)*$`)
/** A claim has no comma and no equals sign; an address as its name has colons. */
const RULE = /^(?<claim>[^=,]+)=(?<value>[^=,]+)=(?<role>instructor|admin)$/
const CLAIM = /^(?<claim>[^=,]+)=(?<value>[^=,]+)$/

const issuer = z.string().refine((text) => {
  const url = URL.parse(text)
  return url !== null && (url.protocol === 'https:' || isLoopbackHttp(url)) && url.search + url.hash === ''
}, 'is not an https address')

const secret = z.string().min(16, 'is shorter than 16 characters').max(200)

const roles = z.string().transform((text, context) => {
  const rules = text.split(',').map((rule) => readRule(rule.trim()))
  const known = rules.filter((rule) => rule !== undefined)
  if (known.length === rules.length) return known
  context.addIssue({ code: 'custom', message: 'is not a list such as groups=teachers=instructor,groups=staff=admin' })
  return z.NEVER
})

const required = z.string().transform((text, context): ClaimValue => {
  const { claim, value } = CLAIM.exec(text)?.groups ?? {}
  if (claim !== undefined && value !== undefined) return { claim, value }
  context.addIssue({ code: 'custom', message: 'is not a claim and its value such as hd=example.org' })
  return z.NEVER
})

function readRule(text: string): RoleRule | undefined {
  const { claim, value, role } = RULE.exec(text)?.groups ?? {}
  if (claim === undefined || value === undefined) return undefined
  return { claim, value, role: role === 'admin' ? 'admin' : 'instructor' }
}

export const SignInVariables = z.object({
  KINDLAB_SIGN_IN: z
    .string()
    .regex(SIGN_IN, `has a way that is not one of ${SIGN_IN_WAYS.join(', ')}`)
    .default('anonymous,password'),
  KINDLAB_SIGN_IN_HEADER: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,64}$/, 'is not the name of a header')
    .optional(),
  KINDLAB_SIGN_IN_HEADER_SECRET: secret.optional(),
  KINDLAB_OIDC_ISSUER: issuer.optional(),
  KINDLAB_OIDC_CLIENT_ID: z.string().max(200).optional(),
  KINDLAB_OIDC_CLIENT_SECRET_FILE: z.string().optional(),
  KINDLAB_OIDC_LABEL: z.string().max(60).default('your organisation'),
  KINDLAB_OIDC_SCOPE: z
    .string()
    .regex(/^openid( |$)/, 'does not begin with openid')
    .default('openid profile email'),
  KINDLAB_OIDC_ROLES: roles.optional(),
  KINDLAB_OIDC_REQUIRE: required.optional(),
})

type Given = Readonly<Record<string, string | undefined>>

/** The variables without which a chosen way cannot work. With the header but without its secret, every visitor could claim any name. */
const NEEDED = {
  header: ['KINDLAB_SIGN_IN_HEADER', 'KINDLAB_SIGN_IN_HEADER_SECRET'],
  oidc: ['KINDLAB_OIDC_ISSUER', 'KINDLAB_OIDC_CLIENT_ID'],
} as const

export function findSignInProblems(given: Given): string[] {
  const ways = waysIn(given['KINDLAB_SIGN_IN'] ?? '')
  const missing = (['header', 'oidc'] as const).flatMap((way) =>
    (ways.includes(way) ? NEEDED[way] : [])
      .filter((name) => given[name] === undefined)
      .map((name) => `${name} is missing: KINDLAB_SIGN_IN has the way "${way}"`),
  )
  return [...missing, ...findSecretProblem(given['KINDLAB_OIDC_CLIENT_SECRET_FILE'])]
}

function findSecretProblem(path: string | undefined): string[] {
  if (path === undefined) return []
  try {
    return readSecret(path) === '' ? ['KINDLAB_OIDC_CLIENT_SECRET_FILE is empty'] : []
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return [`KINDLAB_OIDC_CLIENT_SECRET_FILE cannot be read: ${reason}`]
  }
}

function readSecret(path: string): string {
  return readFileSync(path, 'utf8').trim()
}

export function signInWays(variables: z.infer<typeof SignInVariables>): SignInWays {
  const ways = waysIn(variables.KINDLAB_SIGN_IN)
  const { KINDLAB_SIGN_IN_HEADER: name, KINDLAB_SIGN_IN_HEADER_SECRET: proof } = variables
  const isComplete = ways.includes('header') && name !== undefined && proof !== undefined
  return {
    isAnonymous: ways.includes('anonymous'),
    hasPassword: ways.includes('password'),
    header: isComplete ? { name: name.toLowerCase(), secret: proof } : undefined,
    oidc: ways.includes('oidc') ? oidcSettings(variables) : undefined,
  }
}

function oidcSettings(variables: z.infer<typeof SignInVariables>): SignInWays['oidc'] {
  const { KINDLAB_OIDC_ISSUER: address, KINDLAB_OIDC_CLIENT_ID: clientId } = variables
  if (address === undefined || clientId === undefined) return undefined
  const path = variables.KINDLAB_OIDC_CLIENT_SECRET_FILE
  return {
    issuer: address,
    clientId,
    clientSecret: path === undefined ? undefined : readSecret(path),
    label: variables.KINDLAB_OIDC_LABEL,
    scope: variables.KINDLAB_OIDC_SCOPE,
    roles: variables.KINDLAB_OIDC_ROLES ?? [],
    required: variables.KINDLAB_OIDC_REQUIRE,
  }
}

function waysIn(text: string): string[] {
  return text.split(',').map((way) => way.trim())
}
