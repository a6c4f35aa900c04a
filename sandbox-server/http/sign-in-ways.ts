export const SIGN_IN_WAYS = ['anonymous', 'password', 'header', 'oidc'] as const

/** The ways into the site that the operator has chosen. */
export interface SignInWays {
  /** Visitors become learners without an account. */
  isAnonymous: boolean
  hasPassword: boolean
  /** The header in which a proxy sends the name of the person. */
  header: TrustedHeader | undefined
  /** The provider of OpenID Connect. */
  oidc: OidcSettings | undefined
}

export interface TrustedHeader {
  /** In lower case. */
  name: string
  /** The proxy proves itself with this value in `x-kindlab-proxy-secret`. */
  secret: string
}

export interface OidcSettings {
  issuer: string
  clientId: string
  /** Undefined: a public client, which only PKCE protects. */
  clientSecret: string | undefined
  /** Name of the provider on the sign-in page. */
  label: string
  scope: string
  /** The first rule that fits gives the role. Without rules every new person is a learner, and the operator's roles stay. */
  roles: readonly RoleRule[]
  /** Only people with this claim may sign in. */
  required: ClaimValue | undefined
}

export interface ClaimValue {
  claim: string
  value: string
}

export interface RoleRule extends ClaimValue {
  role: 'instructor' | 'admin'
}

export const DEFAULT_WAYS: SignInWays = { isAnonymous: true, hasPassword: true, header: undefined, oidc: undefined }
